import type { Problem } from '../../model/types.ts';
import { webAddress } from '../web-address.ts';
import { type ImportedFeed, type ImportedList, skippedLine } from './imported.ts';

/** Words behind an address: `"~Title"` and tags, quoted or not, as Newsboat writes them. */
function wordsOf(rest: string): string[] {
  return [...rest.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(([, quoted, bare]) =>
    (quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '').trim(),
  );
}

function feedOf(address: string, rest: string): ImportedFeed {
  const words = wordsOf(rest).filter((word) => word !== '' && word !== '!');
  const title = words.find((word) => word.startsWith('~'))?.slice(1);
  const tags = words.filter((word) => !word.startsWith('~'));
  return { url: webAddress(address), ...(title && { title }), ...(tags.length > 0 && { tags }) };
}

/** The mark of a list before an entry. */
const bullet = /^(?:[-*+•]|\d{1,4}[.)])\s+/;

/** `[Title](https://…)` of Markdown, and `Title,https://…` of a table. */
const titled = /^(?:\[([^\]]*)\]\(|"?([^",;\t]*)"?[,;\t]\s*"?)(https?:\/\/[^\s",;)]+)/i;

/** `https://…,Title` of a table, where quotation marks, a blank or a tab show that the address has ended. */
const titleBehind = /^(https?:\/\/[^\s",;]+)(?:\t+|[,;](?=[\s"]|[^"/]*\s[^"/]*$))\s*"?([^"]*)"?$/i;
/** Several addresses in one line, with nothing but signs between them. */
const several = /^https?:\/\/[^\s",;]+(?:[\s,;]+https?:\/\/[^\s",;]+)+$/i;

/** The entries of a line: one, or as many as there are addresses side by side. */
function entriesOf(line: string): string[] {
  return several.test(line) ? line.split(/[\s,;]+/) : [plainEntry(line)];
}

/** An entry as Newsboat writes it; what follows it in a list of Markdown is prose. */
function plainEntry(line: string): string {
  const entry = line.replace(bullet, '');
  const [, first, behind] = titleBehind.exec(entry) ?? [];
  if (first !== undefined) return `${first} "~${(behind ?? '').replace(/["\\]/g, '').trim()}"`;
  const [whole, linked, listed, address] = titled.exec(entry) ?? [];
  if (whole === undefined) return entry === line ? line : (entry.split(/\s/, 1)[0] ?? '');
  const title = (linked ?? listed ?? '').replace(/["\\]/g, '').trim();
  return `${address}${title === '' ? '' : ` "~${title}"`}`;
}

function skipped(address: string, where: string): Problem {
  const shown = address.length > 60 ? `${address.slice(0, 57)}…` : address;
  const fix = 'Write the whole address, beginning with https://.';
  return skippedLine(where, `"${shown}" was skipped.`, 'It is not a web address.', fix);
}

/**
 * Reads one address a line, also in a list of Markdown or with a title before or behind it and a comma between them, or several addresses side by side. `#` begins a comment, at the
 * start of a line or behind a blank; what follows an address are a `"~title"` and tags, as in Newsboat's `urls`.
 */
export function readAddressList(text: string, where: string): ImportedList {
  const feeds: ImportedFeed[] = [];
  const notes: Problem[] = [];
  text.split(/\r\n|\r|\n/).forEach((raw, index) => {
    const line = raw.replace(/^\uFEFF/, '').trim();
    if (line === '' || line.startsWith('#')) return;
    for (const entry of entriesOf(line)) {
      const [, address = '', rest = ''] = /^(\S+)(.*)$/.exec(entry) ?? [];
      if (/^https?:/i.test(webAddress(address))) feeds.push(feedOf(address, rest.replace(/\s#.*$/, '')));
      else notes.push(skipped(address, `${where}, line ${index + 1}`));
    }
  });
  return { format: 'list of addresses', feeds, site: {}, notes };
}

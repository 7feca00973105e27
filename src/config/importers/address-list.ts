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

/** An entry as Newsboat writes it; what follows it in a list of Markdown is prose. */
function plainEntry(line: string): string {
  const entry = line.replace(bullet, '');
  const [whole, linked, listed, address] = titled.exec(entry) ?? [];
  if (whole === undefined) return entry === line ? line : (entry.split(/\s/, 1)[0] ?? '');
  const title = (linked ?? listed ?? '').replace(/["\\]/g, '').trim();
  return `${address}${title === '' ? '' : ` "~${title}"`}`;
}

/**
 * Reads one address a line, also in a list of Markdown or behind a title and a comma. `#` begins a comment, at the
 * start of a line or behind a blank; what follows an address are a `"~title"` and tags, as in Newsboat's `urls`.
 */
export function readAddressList(text: string, where: string): ImportedList {
  const feeds: ImportedFeed[] = [];
  const notes: Problem[] = [];
  text.split(/\r\n|\r|\n/).forEach((raw, index) => {
    const line = raw.replace(/^\uFEFF/, '').trim();
    if (line === '' || line.startsWith('#')) return;
    const [, address = '', rest = ''] = /^(\S+)(.*)$/.exec(plainEntry(line)) ?? [];
    if (/^https?:/i.test(webAddress(address))) {
      feeds.push(feedOf(address, rest.replace(/\s#.*$/, '')));
      return;
    }
    const shown = address.length > 60 ? `${address.slice(0, 57)}…` : address;
    const fix = 'Write the whole address, beginning with https://.';
    notes.push(
      skippedLine(`${where}, line ${index + 1}`, `"${shown}" was skipped.`, 'It is not a web address.', fix),
    );
  });
  return { format: 'list of addresses', feeds, site: {}, notes };
}

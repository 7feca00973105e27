import type { Problem } from '../../model/types.ts';
import { webAddress } from '../web-address.ts';
import { type ImportedFeed, type ImportedList, skippedLine, unusedSettings } from './imported.ts';

interface Block {
  readonly name: string;
  readonly line: number;
  readonly values: Map<string, string>;
}

/** Python's ConfigParser writes `%` twice. */
function unescaped(value: string): string {
  return value.replaceAll('%%', '%').trim();
}

/** `[name]`, `key = value` or `key: value`, `#` and `;` comments, indented lines that go on with the last value. */
function readBlocks(text: string, where: string): { blocks: Block[]; notes: Problem[] } {
  const blocks: Block[] = [];
  const notes: Problem[] = [];
  let key: string | undefined;
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = raw.replace(/^\uFEFF/, '');
    if (/^\s*(?:[#;].*)?$/.test(line)) return;
    const block = blocks.at(-1);
    const head = /^\[(.+)\]\s*(?:[#;].*)?$/.exec(line.trimEnd());
    const pair = /^([^\s=:[][^=:]*?)\s*[=:]\s*(.*)$/.exec(line);
    if (head) {
      blocks.push({ name: (head[1] ?? '').trim(), line: index + 1, values: new Map() });
      key = undefined;
    } else if (/^\s/.test(line) && key !== undefined) {
      block?.values.set(key, `${block.values.get(key) ?? ''}\n${line.trim()}`);
    } else if (pair && block) {
      key = (pair[1] ?? '').toLowerCase();
      block.values.set(key, unescaped((pair[2] ?? '').replace(/\s[;#].*$/, '')));
    } else {
      const place = `${where}, line ${index + 1}`;
      const fix = 'Write "key = value" below a "[section]".';
      notes.push(skippedLine(place, 'A line was skipped.', 'It is neither a section nor a setting.', fix));
    }
  });
  return { blocks, notes };
}

/** Settings of a feed that mean something here, or nothing anywhere. */
const feedKeys = new Set(['name']);
const siteKeys = new Set(['name', 'link']);

function isOpml(block: Block): boolean {
  return /opml|foaf/i.test(block.values.get('content_type') ?? '') || /\.opml$/i.test(block.name);
}

function feedOf(block: Block): ImportedFeed {
  const title = block.values.get('name');
  return { url: webAddress(block.name), ...(title && { title }) };
}

/**
 * Reads the configuration of Planet 2.0 or Planet Venus: each `[address]` is a feed, its `name` the title, and
 * `[Planet]` speaks of the site. Reading lists, which are addresses of further lists, are named and left out.
 */
export function readPlanetIni(text: string, where: string): ImportedList {
  const { blocks, notes } = readBlocks(text, where);
  const feeds: ImportedFeed[] = [];
  const unused: string[] = [];
  const site: Record<string, string> = {};
  for (const block of blocks) {
    const isFeed = /^(?:feed:|https?:)/i.test(block.name);
    if (isFeed && isOpml(block)) {
      const fix = 'Save that list into a file, and import it too.';
      notes.push(
        skippedLine(
          `${where}, line ${block.line}`,
          `"${block.name}" was skipped.`,
          'It is a list of feeds.',
          fix,
        ),
      );
      continue;
    }
    if (isFeed) feeds.push(feedOf(block));
    if (/^planet$/i.test(block.name)) {
      const [title, url] = [block.values.get('name'), block.values.get('link')];
      if (title) site.title = title;
      if (url) site.url = url;
    }
    const known = isFeed ? feedKeys : siteKeys;
    unused.push(...[...block.values.keys()].filter((name) => !known.has(name)));
  }
  if (blocks.length === 0) {
    return {
      problem: {
        code: 'IMPORT_UNREADABLE',
        what: 'Could not read the list of feeds.',
        where,
        why: 'It has no "[section]", so it is no configuration of a Planet.',
        fix: 'Name the right file.',
      },
    };
  }
  return { format: 'planet.ini', feeds, site, notes: [...notes, ...unusedSettings(where, unused)] };
}

import { defined } from '../../model/defined.ts';
import type { Problem } from '../../model/types.ts';
import { patternProblem } from '../pattern.ts';
import { webAddress } from '../web-address.ts';
import {
  facesFolder,
  facesToCopy,
  type ImportedFeed,
  type ImportedList,
  oldAddresses,
  skippedLine,
  unreadableList,
  unusedSettings,
} from './imported.ts';

interface Block {
  readonly name: string;
  readonly line: number;
  readonly values: Map<string, string>;
  /** Whether its settings are indented, as Pluto writes them: then such a line goes on with nothing. */
  isIndented?: boolean;
  /** Settings before any section. */
  readonly isLoose?: true;
}

/** Pluto's settings of the site stand before the first section. */
const siteBlock = 'planet';

/** `[name]`, `key = value` or `key: value`, `#` and `;` comments, indented lines that go on with the last value. */
function readBlocks(text: string, where: string): { blocks: Block[]; notes: Problem[] } {
  const blocks: Block[] = [];
  const notes: Problem[] = [];
  let key: string | undefined;
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = raw.replace(/^\uFEFF/, '');
    if (/^\s*(?:[#;].*)?$/.test(line)) return;
    let block = blocks.at(-1);
    const head = /^\[(.+)\]\s*(?:[#;].*)?$/.exec(line.trimEnd());
    if (block !== undefined && block.values.size === 0 && /^\s+\w+\s*=/.test(line)) block.isIndented = true;
    const pair = /^([^\s=:[][^=:]*?)\s*[=:]\s*(.*)$/.exec(block?.isIndented ? line.trimStart() : line);
    if (pair && block === undefined) {
      block = { name: siteBlock, line: index + 1, values: new Map(), isLoose: true };
      blocks.push(block);
    }
    if (head) {
      blocks.push({ name: (head[1] ?? '').trim(), line: index + 1, values: new Map() });
      key = undefined;
    } else if (/^\s/.test(line) && key !== undefined && !(block?.isIndented && pair)) {
      block?.values.set(key, `${block.values.get(key) ?? ''}\n${line.trim()}`);
    } else if (pair && block) {
      key = (pair[1] ?? '').toLowerCase();
      const value = (pair[2] ?? '').replace(/\s[;#].*$/, '');
      // Python's ConfigParser writes `%` twice.
      block.values.set(key, value.replaceAll('%%', '%').trim());
    } else {
      const place = `${where}, line ${index + 1}`;
      const fix = 'Write "key = value" below a "[section]".';
      notes.push(skippedLine(place, 'A line was skipped.', 'It is neither a section nor a setting.', fix));
    }
  });
  return { blocks, notes };
}

/** Settings of a feed that mean something here, or nothing anywhere. */
const feedKeys = new Set(['name', 'face', 'filter', 'exclude', 'feed', 'title', 'link']);
const siteKeys = new Set(['name', 'title', 'link', 'cache_directory', 'template_files']);

/** The address of a block's feed: its name, or in Pluto what its `feed` says. */
function addressOf(block: Block): string | undefined {
  return /^(?:feed:|https?:)/i.test(block.name) ? block.name : block.values.get('feed');
}

function isOpml(block: Block): boolean {
  return /opml|foaf/i.test(block.values.get('content_type') ?? '') || /\.opml$/i.test(block.name);
}

/** The file of a face, which Planet looks for among its pictures; an address stays one. */
function faceOf(block: Block): string | undefined {
  const face = block.values.get('face') ?? '';
  if (/^https?:/i.test(face)) return face;
  const name = face.split(/[\\/]/).at(-1) ?? '';
  return /^[\p{L}\p{N}_][\p{L}\p{N}_ .-]*$/u.test(name) ? `${facesFolder}/${name}` : undefined;
}

/** Planet's patterns are Python's: most of them are RE2's, too. */
function patternOf(block: Block, key: 'filter' | 'exclude'): string | undefined {
  const source = block.values.get(key);
  const pattern = source ? `/${source}/` : undefined;
  return pattern !== undefined && patternProblem(pattern) === undefined ? pattern : undefined;
}

function feedOf(block: Block, address: string): ImportedFeed {
  const title = block.values.get('name') ?? block.values.get('title');
  const face = faceOf(block);
  const [keep, drop] = [patternOf(block, 'filter'), patternOf(block, 'exclude')];
  return {
    url: webAddress(address),
    ...(title && { title }),
    ...defined({ face, keep, drop }),
  };
}

/** What a Planet's usual outputs are here. Those that have the same address are left out. */
const planetOutputs: readonly (readonly [string, string])[] = [
  ['atom.xml', '/feed.xml'],
  ['rss20.xml', '/rss.xml'],
  ['rss10.xml', '/rss.xml'],
  ['foafroll.xml', '/opml.xml'],
];

/** Old addresses of a Planet by its templates; the usual ones where it names none. */
function planetAddresses(templates: string | undefined): [string, string][] {
  const made = templates
    ?.split(/\s+/)
    .map((path) => path.replace(/^.*\//, '').replace(/\.(?:tmpl|xslt|dj|genshi)$/, ''));
  return planetOutputs
    .filter(([name]) => made === undefined || made.includes(name))
    .map(([name, to]) => [`/${name}`, to]);
}

/** Settings of a feed that were not taken over. */
function unusedOf(block: Block, feed: ImportedFeed): string[] {
  const taken = { face: feed.face, filter: feed.keep, exclude: feed.drop };
  return [...block.values.keys()].filter(
    (key) =>
      !feedKeys.has(key) ||
      Object.entries(taken).some(([name, value]) => name === key && value === undefined),
  );
}

function listSkipped(block: Block, where: string): Problem {
  const fix = 'Save that list to a file, and import it too.';
  const place = `${where}, line ${block.line}`;
  return skippedLine(place, `"${block.name}" was skipped.`, 'It is a list of feeds.', fix);
}

/**
 * Reads the configuration of Planet 2.0 or Planet Venus: each `[address]` is a feed, its `name` the title, its
 * `face` a picture, `filter` and `exclude` what is shown of it, and `[Planet]` speaks of the site. In Pluto's, sections have
 * names of their own, with `feed` and `title`, and the site's settings stand before them. Reading lists, which are addresses of
 * further lists, are named and left out.
 */
export function readPlanetIni(text: string, where: string): ImportedList {
  const { blocks, notes } = readBlocks(text, where);
  if (!blocks.some(({ isLoose }) => !isLoose)) {
    const why = 'It has no "[section]", so it is not the configuration of a Planet.';
    return unreadableList(where, why, 'Name the right file.');
  }
  const addressed = blocks.flatMap((block) => {
    const address = addressOf(block);
    return address === undefined ? [] : [{ block, address }];
  });
  const lists = addressed.filter(({ block }) => isOpml(block));
  const feeds = addressed
    .filter(({ block }) => !isOpml(block))
    .map(({ block, address }) => ({ block, feed: feedOf(block, address) }));
  const others = blocks.filter((block) => addressOf(block) === undefined);
  const planet = others.findLast(({ name }) => /^planet$/i.test(name))?.values;
  const title = planet?.get('name') ?? planet?.get('title');
  const url = planet?.get('link');
  const cache = planet?.get('cache_directory');
  const isPluto = blocks.some(({ values }) => values.has('feed'));
  const faces = feeds.flatMap(({ feed: { face } }) => (face?.startsWith(`${facesFolder}/`) ? [face] : []));
  const unused = [
    ...feeds.flatMap(({ block, feed }) => unusedOf(block, feed)),
    ...others.flatMap(({ values }) => [...values.keys()].filter((name) => !siteKeys.has(name))),
  ];
  return {
    format: 'planet.ini',
    feeds: feeds.map(({ feed }) => feed),
    site: { ...(title && { title }), ...(url && { url }) },
    ...(cache && { cache }),
    notes: [
      ...notes,
      ...lists.map(({ block }) => listSkipped(block, where)),
      ...facesToCopy(where, faces),
      ...(isPluto ? [] : oldAddresses(where, planetAddresses(planet?.get('template_files')))),
      ...unusedSettings(where, unused),
    ],
  };
}

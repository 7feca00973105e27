// node scripts/walls.js [src]: holds the walls between the rooms of `src`. A part of `npm run lint`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const src = resolve(process.argv[2] ?? join(import.meta.dirname, '..', 'src'));

/** What takes a feed to editions, in the order of the pipeline. */
const makers = ['config', 'fetch', 'parse', 'clean', 'archive', 'images', 'digest', 'search'];

/** What each room may import besides itself and `model`. Of a room with a door, an `index.ts`, only that. */
const mayImport = {
  model: [],
  disk: [],
  config: [],
  fetch: [],
  parse: [],
  clean: [],
  archive: ['disk'],
  images: ['disk'],
  digest: [],
  search: [],
  mail: ['disk'],
  publisher: [],
  client: ['search'],
  site: ['disk', ...makers],
  run: ['disk', ...makers, 'mail', 'publisher', 'site'],
  cli: ['disk', ...makers, 'mail', 'publisher', 'site', 'run'],
};

/** Bytes, texts, the time and the zone come into these as arguments: they read no file and ask nobody. */
const pure = ['model', 'parse', 'clean', 'digest', 'publisher', 'search', 'client'];
const outside = /^(?:node:(?:fs|fs\/promises|http|https|net|dns|child_process|worker_threads)|undici)$/;
/** Only these talk to the network, and only these start mail. */
const network = { fetch: /^(?:node:https?|undici)$/, mail: /^nodemailer\b/ };

/**
 * Parts that may be imported past their room's door, which would load too much: `start-up.test.ts` and the weight of the
 * browser's scripts depend on them.
 */
const sideDoors = [
  'archive/store.ts',
  'clean/clean-feed.ts',
  'clean/clean-html.ts',
  'clean/plain-text.ts',
  'clean/text.ts',
  'images/portraits/due.ts',
  'images/portraits/store.ts',
  'parse/html/page-text.ts',
  'publisher/data-home.ts',
  'publisher/hosts.ts',
  'site/content/digest-item-of.ts',
  'site/content/kept-ledger.ts',
  'site/content/kept-words.ts',
  'site/content/trusted.ts',
  'site/editions/check-editors.ts',
  'site/explain-query.ts',
  'site/messages.ts',
  'site/outputs/opml.ts',
  'site/render/published-archive.ts',
  'site/render/render.ts',
];
/** Bundled for browsers, which take the modules that they use. */
const takesParts = ['client'];

const hasDoor = (room) => existsSync(join(src, room, 'index.ts'));
const doors = new Set(Object.keys(mayImport).filter(hasDoor));

function* filesOf(dir) {
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && /\.ts$/.test(entry.name) && !/\.(?:test|test-kit|d)\.ts$/.test(entry.name))
      yield join(entry.parentPath, entry.name);
  }
}

const specifier = /(?:from|import)\s*\(?\s*'([^']+)'/g;

/** What is wrong with an import; nothing where it is right. */
function faultOf(room, file, name) {
  if (!name.startsWith('.')) {
    if (pure.includes(room) && outside.test(name)) return `${room}/ is pure: no ${name}`;
    const owner = Object.keys(network).find((one) => network[one].test(name));
    return owner && owner !== room && room !== 'cli' ? `only ${owner}/ uses ${name}` : undefined;
  }
  const path = relative(src, join(dirname(file), name))
    .split(sep)
    .join('/');
  if (path.startsWith('..')) return undefined;
  const [other = ''] = path.split('/');
  if (other === room || other === 'model') return undefined;
  if (!mayImport[room]?.includes(other)) return `${room}/ may not import ${other}/`;
  const isPart = !sideDoors.includes(path) && !takesParts.includes(room);
  if (doors.has(other) && path !== `${other}/index.ts` && isPart)
    return `${other}/ has a door: import ${other}/index.ts`;
  return undefined;
}

const faults = [];
for (const folder of readdirSync(src)) {
  if (!(folder in mayImport) && !filesOf(join(src, folder)).next().done)
    faults.push(`src/${folder}: no walls are known for this room`);
}
for (const room of Object.keys(mayImport).filter((room) => existsSync(join(src, room)))) {
  for (const file of filesOf(join(src, room))) {
    for (const [, name] of readFileSync(file, 'utf8').matchAll(specifier)) {
      const fault = faultOf(room, file, name);
      if (fault !== undefined) faults.push(`${relative(join(src, '..'), file)}: ${fault} ('${name}')`);
    }
  }
}
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);

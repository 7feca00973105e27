// node bench/rebuild/run.js [small] [10k] [100k] [1m] [--against] [--keep] [--in DIR]: what a rebuild costs. Needs
// `npm run compile`. README.md says what is measured.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bytesOf, partsOf, snapshot, written } from './files.js';
import { archives, makeArchive, makeFeedsOnly, moments, small, writeConfig } from './generate.js';
import { makeFeeds } from './items.js';
import {
  hugoVersion,
  makeEleventyFolder,
  makeHugoFolder,
  makeOsmosfeedFolder,
  osmosfeedProgram,
  pagesOf,
} from './peers.js';
import { measure } from './usage.js';

const root = join(import.meta.dirname, '..', '..');
const main = join(root, 'dist', 'cli', 'main.js');
const eleventy = join(root, 'node_modules', '@11ty', 'eleventy', 'cmd.cjs');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { against: { type: 'boolean' }, keep: { type: 'boolean' }, in: { type: 'string' } },
});
const wanted = positionals.length > 0 ? positionals : ['start', 'small', '10k'];
const keeps = values.keep || values.in !== undefined;

const unknown = wanted.filter((name) => !['start', 'small', ...Object.keys(archives)].includes(name));
if (unknown.length > 0) {
  console.error(
    `There is no ${unknown.join(', ')}. Known: start, small, ${Object.keys(archives).join(', ')}.`,
  );
  process.exit(2);
}
const base = values.in ?? mkdtempSync(join(tmpdir(), 'daybook-rebuild-'));
mkdirSync(base, { recursive: true });
process.once('SIGINT', () => process.exit(130));
const aside = mkdtempSync(join(base, 'aside-'));
process.once('exit', () => {
  server.kill();
  rmSync(keeps ? aside : base, { recursive: true, force: true });
  if (keeps) console.log(`\nLeft in ${base}`);
});

/**
 * Takes a folder out of the way, if it is there. It is deleted at the end: ext4 gives out no file's place again within
 * minutes of its deletion, and passes over each when it looks for a free one. Whoever makes thousands of files after
 * thousands were deleted pays for that: 4 to 6 CPU s more for 5,600.
 */
function putAside(dir) {
  if (existsSync(dir)) renameSync(dir, join(mkdtempSync(join(aside, 'one-')), 'was'));
}

const server = fork(join(import.meta.dirname, 'server.js'));
const [{ port }] = await once(server, 'message');
const origin = `http://127.0.0.1:${port}`;

/** Sets what is served, if anything is given, and answers what was asked since the last time. */
async function tellServer(message = {}) {
  server.send(message);
  const [counts] = await once(server, 'message');
  return counts;
}

const serveOld = (dir) => tellServer({ serve: [join(dir, 'feeds')], modified: moments.begin });
const serveNews = (dir) =>
  tellServer({ serve: [join(dir, 'news'), join(dir, 'feeds')], modified: moments.news });

function printHead(title) {
  console.log(`\n${title}\n`);
  console.log(
    '| run | CPU s | wall s | peak MB | files written | beside them | files | MB | asked, 304 | Daybook is |',
  );
  console.log(`| --- |${' ---: |'.repeat(9)}`);
}

/**
 * Runs a command and prints what it cost. `out`: the folder of its site; `other`: folders that it may write besides;
 * `than`: what Daybook took for the same.
 *
 * @param {string} name
 * @param {{ command?: string, args: string[], cwd?: string, env?: NodeJS.ProcessEnv, out: string, other?: string[],
 *   than?: { cpu: number, mb: number } }} of
 */
async function row(name, { command = process.execPath, args, cwd, env, out, other = [], than }) {
  const before = snapshot(out);
  const othersBefore = other.map(snapshot);
  await tellServer();
  const { cpu, wall, mb } = await measure(command, args, { cwd, env });
  const { requests, notModified } = await tellServer();
  const after = snapshot(out);
  const beside = other.map(snapshot).reduce((sum, files, at) => sum + written(othersBefore[at], files), 0);
  const cells = [
    name,
    cpu.toFixed(2),
    wall.toFixed(2),
    mb.toFixed(0),
    written(before, after),
    beside,
    after.size,
    (bytesOf(after) / 1e6).toFixed(1),
    requests === 0 ? '' : `${requests}, ${notModified}`,
    than === undefined
      ? ''
      : `${(than.cpu / cpu).toFixed(1)} × in CPU, ${(than.mb / mb).toFixed(1)} × in memory`,
  ];
  console.log(`| ${cells.join(' | ')} |`);
  return { cpu, wall, mb };
}

/** A command of Daybook on a site folder. */
function daybook(name, dir, moment, command) {
  const site = join(dir, 'site');
  return row(name, {
    args: [main, ...command, '--site', site, '--now', moment],
    out: join(site, '_site'),
    other: [join(site, '_data'), join(site, '.cache')],
  });
}

/** Items of the last day: one a line in its file. */
function itemsOfLastDay(dir) {
  const day = moments.begin.slice(0, 10);
  const path = join(dir, 'site', '_data', 'archive', day.slice(0, 4), day.slice(5, 7), `${day}.json`);
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{"id"')).length;
}

/** An hour in which five feeds bring four items each. */
async function daybookNews(dir) {
  await serveNews(dir);
  const before = itemsOfLastDay(dir);
  const cost = await daybook('20 new', dir, moments.news, ['build']);
  const added = itemsOfLastDay(dir) - before;
  if (added !== 20) throw new Error(`${added} items came instead of 20.`);
  return cost;
}

async function osmosfeedRows(dir, costs) {
  const program = osmosfeedProgram();
  if (program === undefined) return console.log('\nosmosfeed could not be installed: left out.');
  const own = join(dir, 'osmosfeed');
  makeOsmosfeedFolder(own, makeFeeds(small.feeds), origin);
  // It asks for the page of every new item: the server answers as their proxy.
  const env = { https_proxy: origin, no_proxy: '127.0.0.1' };
  const run = (name, than) =>
    row(`osmosfeed, ${name}`, { args: [program], cwd: own, env, out: join(own, 'public'), than });
  await serveOld(dir);
  await run('cold', costs.cold);
  await run('none new', costs.none);
  await serveNews(dir);
  await run('20 new', costs.news);
}

async function runSmall() {
  const dir = join(base, 'small');
  putAside(dir);
  const count = makeFeedsOnly(dir);
  writeConfig(join(dir, 'site'), small.feeds, origin);
  printHead(`${small.feeds} feeds, ${count} items that are new at first`);
  await serveOld(dir);
  const cold = await daybook('cold', dir, moments.begin, ['build']);
  const none = await daybook('none new', dir, moments.cold, ['build']);
  const news = await daybookNews(dir);
  if (values.against) await osmosfeedRows(dir, { cold, none, news });
  if (!keeps) putAside(dir);
}

/** The archive as made, kept for the next time when there is a folder for it; and a copy to work on. */
function archiveFolder(name) {
  const made = join(base, `${name}-made`);
  const finished = join(made, 'finished');
  const size = JSON.stringify(archives[name]);
  if (!existsSync(finished) || readFileSync(finished, 'utf8') !== size) {
    putAside(made);
    makeArchive(made, archives[name]);
    writeFileSync(finished, size);
  }
  const dir = join(base, name);
  putAside(dir);
  cpSync(made, dir, { recursive: true });
  if (!keeps) putAside(made);
  return dir;
}

async function eleventyRow(dir, pages, than) {
  const own = join(dir, 'eleventy');
  makeEleventyFolder(own, pages, join(dir, 'site', '_data', 'archive'));
  const out = join(own, '_site');
  const args = ['--max-old-space-size=8192', eleventy, '--input=src', '--output=_site', '--quiet'];
  const cost = await row(`Eleventy, ${pages.length} pages and feeds`, { args, cwd: own, out, than });
  putAside(own);
  await pagefindRow(dir, cost, than);
}

/** What Eleventy leaves out: an index of the items for a search. */
async function pagefindRow(dir, eleventyCost, than) {
  const out = join(dir, 'pagefind');
  const archive = join(dir, 'site', '_data', 'archive');
  const { said, cpu, wall, mb } = await measure(process.execPath, [
    join(import.meta.dirname, 'pagefind.js'),
    archive,
    out,
  ]);
  const program = JSON.parse(said);
  const all = { cpu: eleventyCost.cpu + cpu + program.cpu, wall: eleventyCost.wall + wall };
  const files = snapshot(out);
  const size = (bytesOf(files) / 1e6).toFixed(1);
  console.log(
    `| Eleventy, and Pagefind after it | ${all.cpu.toFixed(2)} | ${all.wall.toFixed(2)} | ${Math.max(eleventyCost.mb, mb).toFixed(0)} | ${files.size} more | 0 | | ${size} more | | ${(than.cpu / all.cpu).toFixed(1)} × in CPU |`,
  );
  putAside(out);
}

async function hugoRow(dir, pages, than) {
  const version = hugoVersion();
  if (version === undefined) return console.log('\nHugo is not installed: left out.');
  const own = join(dir, 'hugo');
  makeHugoFolder(own, pages, join(dir, 'site', '_data', 'archive'));
  const out = join(own, 'public');
  await row(`Hugo ${version}, the same`, { command: 'hugo', args: ['--quiet'], cwd: own, out, than });
  putAside(own);
}

async function runArchive(name) {
  const { count, days, feeds } = archives[name];
  const dir = archiveFolder(name);
  const site = join(dir, 'site');
  writeConfig(site, feeds, origin);
  await serveOld(dir);
  // The states of feeds, as earlier runs left them: nothing of what they show is new.
  await measure(process.execPath, [main, 'fetch', '--site', site, '--now', moments.begin]);
  putAside(join(site, '.cache'));
  const mb = bytesOf(snapshot(join(site, '_data'))) / 1e6;
  printHead(`${count} items of ${feeds} feeds on ${days} days, ${mb.toFixed(1)} MB of data`);
  await daybook('cold, none new', dir, moments.cold, ['build']);
  await daybookNews(dir);
  await daybook('none new', dir, moments.none, ['build']);
  await daybook('everything again', dir, moments.all, ['render', '--all']);
  // As the others do.
  putAside(join(site, '_site'));
  const all = await daybook('everything, to an empty folder', dir, moments.all, ['render', '--all']);
  const made = snapshot(join(site, '_site'));
  if (values.against) {
    const pages = pagesOf(join(site, '_site'), join(site, '_data', 'archive'));
    await eleventyRow(dir, pages, all).catch((error) => console.log(`\nEleventy failed: ${error.message}\n`));
    await hugoRow(dir, pages, all).catch((error) => console.log(`\nHugo failed: ${error.message}\n`));
  }
  const parts = partsOf(join(site, '_site'), made).filter(({ bytes }) => bytes > 100_000);
  const texts = parts.map((part) => `${part.name} ${(part.bytes / 1e6).toFixed(1)} MB in ${part.files}`);
  console.log(`\n\`_site\` is ${(bytesOf(made) / 1e6 / mb).toFixed(1)} × the data: ${texts.join(', ')}.`);
  if (!keeps) putAside(dir);
}

/** What any run pays before it does anything. */
async function runStart() {
  printHead('Starting');
  const nowhere = join(base, 'nowhere');
  await row('`--version`', { args: [main, '--version'], out: nowhere });
  await row('`--help`', { args: [main, '--help'], out: nowhere });
  await row('`node -e 0`', { args: ['-e', '0'], out: nowhere });
}

for (const name of wanted) {
  if (name === 'start') await runStart();
  else if (name === 'small') await runSmall();
  else if (name in archives) await runArchive(name);
}
process.exit();

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  fileSizeFor,
  type ListedHead,
  type SearchRecord,
  segmentListText,
  type WriteFile,
  writeSegment,
} from '../../src/search/index.ts';
import { stemOf } from '../../src/search/search.test-kit.ts';
import { en } from '../../src/site/locales/en.ts';
import { answerOf, hostKinds, isHostKind } from './range-hosts.test-kit.ts';

/** Hand-made pages in the markup of `templates/`, the browser modules, and a search index, on loopback. */

/** The policy of `src/site/render/policy.ts`, but for styles, of which these pages have none. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
].join('; ');

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function frame(body: string, needsSearch = false): string {
  return `<!doctype html>
<html lang="en" dir="ltr">
<head><meta charset="utf-8"><title>Test</title>
<link rel="icon" href="data:,">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<script data-site="/kernel/" src="/kernel/assets/theme.js"></script>
<script type="module" src="/kernel/assets/reader.js"></script>
${needsSearch ? '<script type="module" src="/kernel/assets/search.js"></script>' : ''}</head>
<body>
<header class="top"><nav aria-label="Site"><ul><li><a href="/kernel/" data-go="t">Today</a></li>
<li><a href="/kernel/week/" data-go="w">Week</a></li></ul></nav>
${needsSearch ? '' : '<form role="search" action="/kernel/search/"><input id="q" name="q" type="search"></form>'}
<a class="go" href="/kernel/search/">Search</a><button class="btn" type="button" popovertarget="view">View</button></header>
${body}
<div id="view" popover>
<label><input type="radio" name="theme" value="auto" checked>Auto</label>
<label><input type="radio" name="theme" value="dark">Dark</label>
<label><input type="radio" name="density" value="headlines">Headlines</label>
<label><input type="radio" name="density" value="summaries" checked>Summaries</label>
<label><input type="radio" name="density" value="full">Full</label>
</div>
<p class="vh" id="live" role="status"></p>
</body></html>`;
}

interface Story {
  readonly key: string;
  /** Seconds since 1970. */
  readonly seen: number;
  readonly body?: string;
  readonly source?: string;
  readonly access?: string;
}

function story({ key, seen, body, source = 'lwn', access = '' }: Story): string {
  return `<article class="h-entry item" id="${key}" data-seen="${seen}" data-source="${source}" data-t="${Math.floor(seen / 60)}"${access}>
<h3 class="p-name"><a class="u-url" href="/kernel/elsewhere/#${key}" rel="noreferrer">Title of ${key}</a></h3>
<p class="meta by"><a class="s p-author h-card" href="/kernel/source/${source}/"><bdi>${source.toUpperCase()}</bdi></a> <a class="u-uid" href="/kernel/2026/05/18/#${key}"><time class="dt-published" datetime="2026-05-18T07:30:00Z">07:30</time></a> <a href="/kernel/elsewhere/#sound-${key}" type="audio/mpeg" rel="noreferrer enclosure">Listen</a> <a class="comments" href="/kernel/elsewhere/#comments-${key}" rel="noreferrer">3 comments</a></p>
<p class="sum p-summary">Summary of ${key}.</p>
${body === undefined ? '' : `<details><summary>Read on</summary><div class="body e-content">${body}</div></details>`}
${key === 'alpha' ? `<div class="rel"><ul><li id="other" data-seen="${noon - 9e4}" data-source="bulletin"><a href="/kernel/elsewhere/#other"><bdi class="t">Title of other</bdi> <span class="m"><time datetime="2026-05-18T09:00:00Z">09:00</time></span></a></li></ul></div>` : ''}
<button class="keep" type="button" aria-label="Save"></button>
</article>`;
}

/** Noon of 18 May 2026, in seconds since 1970. */
export const noon = Date.UTC(2026, 4, 18, 12) / 1000;

const edition = frame(`<main class="h-feed"><div class="date">
<nav class="near"><a href="/kernel/2026/05/17/" rel="prev">17 May</a></nav>
<div class="count"><p class="meta">5 items</p>
<p class="ui fresh"><span data-new-count></span> <button class="btn" type="button" data-only-new aria-pressed="false" hidden>Only these</button></p></div></div>
<div id="content" tabindex="-1">
<section class="front">${story({ key: 'alpha', seen: noon - 9e4 })}
<div class="side cols">${story({ key: 'beta', seen: noon + 600, body: '<p id="note">A note.</p>' })}</div></section>
<section id="kernel">${story({ key: 'gamma', seen: noon - 9e4 })}${story({ key: 'delta', seen: noon + 900 })}</section>
<section id="desk">${story({ key: 'epsilon', seen: noon - 8e4, source: 'desk', access: ' data-access="subscriber"' })}</section></div></main>`);

function searchPage(base: string): string {
  const settings = {
    base,
    root: '/kernel/',
    language: 'en',
    later: '/kernel/assets/search-later.js',
    stemmers: { en: ['/kernel/assets/stem-en.js'], fr: ['/kernel/assets/stem-fr.js'] },
    first: ['en', 'fr'],
    names: { source: { lwn: 'LWN', bulletin: 'Le Bulletin', desk: 'Desk' }, section: { core: 'Core' } },
    messages: {
      ...en,
      searchHint: 'Search every edition.',
      searchFailed: 'The search index could not be loaded.',
    },
  };
  return frame(
    `<main class="find"><h1>Search</h1>
<form role="search" class="big" action="/kernel/search/"><input id="query" name="q" type="search" autocomplete="off"></form>
<p class="meta" id="found" role="status">Search every edition.</p>
<details id="help"><summary>What can be asked</summary><table><tr><th><a href="/kernel/search/?q=author%3Acorbet">author:corbet</a></th></tr></table></details>
<details class="facets" id="facets" hidden><summary>Narrow the results</summary><form aria-label="Narrow the results">
<fieldset class="days"><legend>Days</legend><label>From <input type="date" name="from" min="1990-01-01" max="2999-12-31"></label><label>To <input type="date" name="to" min="1990-01-01" max="2999-12-31"></label></fieldset>
<div class="values"></div></form></details>
<ol id="content" tabindex="-1"></ol>
<nav id="pages" class="meta" aria-label="Search"></nav>
<div id="start"><h2>Months</h2><ul><li><a href="/kernel/2026/05/">May 2026</a></li></ul></div>
<div id="search-settings" data-settings="${escaped(JSON.stringify(settings))}"></div></main>`,
    true,
  );
}

interface SearchText {
  readonly language: string;
  readonly source: string;
  readonly title: string;
  readonly text: string;
  readonly day: string;
  readonly key: string;
  readonly link?: string;
  readonly access?: string;
  readonly section?: string;
  readonly topics?: readonly string[];
  readonly labels?: readonly string[];
}

/** What `src/site/render/search-units.ts` makes records of. */
const searchTexts: readonly SearchText[] = [
  ...Array.from({ length: 23 }, (_, i) => ({
    language: 'en',
    source: 'lwn',
    title: `Swap tables, part ${i + 1}`,
    text: 'Three sessions on a subsystem that went unloved for years.',
    day: `2026-04-${String(i + 1).padStart(2, '0')}`,
    key: `swap-${i + 1}`,
    access: i < 3 ? 'subscriber' : 'open',
  })),
  {
    language: 'en',
    source: 'lwn',
    title: 'A <b>bold</b> prepatch',
    text: 'The letters <img src=x onerror=alert(1)> and <mark>nothing</mark> else & more about firmware.',
    day: '2026-05-18',
    key: 'alpha',
    link: 'javascript:alert(1)',
    section: 'core',
    topics: ['Memory management'],
  },
  {
    language: 'fr',
    source: 'bulletin',
    title: 'Les chevaux du noyau',
    text: 'Des nouvelles du swap et des corrections de la semaine, avec du firmware.',
    day: '2026-05-17',
    key: 'chevaux',
  },
  {
    language: 'ja',
    source: 'lwn',
    title: '東京で開催された会議',
    text: '日本語の検索を試験する文章です。',
    day: '2026-05-16',
    key: 'tokyo',
    labels: ['Security'],
  },
  // Enough for files that are read by parts, where the host gives them.
  ...Array.from({ length: 300 }, (_, i) => ({
    language: 'en',
    source: 'desk',
    title: `Ledger ${i}`,
    text: Array.from({ length: 60 }, (_word, n) => `w${(i * 60 + n).toString(36)}x`).join(' '),
    day: `2026-03-${String((i % 28) + 1).padStart(2, '0')}`,
    key: `ledger-${i}`,
    topics: [`Topic ${i % 12}`],
  })),
];

const indexBase = '/kernel/search-index/';
const sourceTitles: Readonly<Record<string, string>> = { lwn: 'LWN', bulletin: 'Le Bulletin' };

function recordOf({ text, ...one }: SearchText): SearchRecord {
  return {
    topics: [],
    labels: [],
    access: 'open',
    link: `https://example.org/${one.key}`,
    ...one,
    text,
    shown: text,
    published: one.day,
    date: `${one.day}T07:30:00Z`,
    dateText: one.day,
    authors: ['corbet'],
    sourceTitle: sourceTitles[one.source] ?? '',
  };
}

/** Builds the index, a segment a month: path below the site, and bytes. */
async function searchFiles(): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const segments: ListedHead[] = [];
  for (const month of ['2026-05', '2026-04', '2026-03']) {
    const texts = searchTexts.filter(({ day }) => day.startsWith(month));
    async function* records(): AsyncGenerator<SearchRecord> {
      for (const one of texts.sort((a, b) => (a.day < b.day ? 1 : -1))) yield recordOf(one);
    }
    const write: WriteFile = async (name, content) => {
      files.set(`${indexBase}s/${month}.abc/${name}`, content);
    };
    const head = await writeSegment({
      records: records(),
      spells: true,
      stemOf,
      write,
      fileSize: fileSizeFor(texts.length, 'small'),
    });
    // Of the oldest, pages have to ask for the head.
    const told = month === '2026-03' ? undefined : JSON.stringify(head);
    segments.push({ name: `${month}.abc`, docs: texts.length, head: told });
  }
  files.set(`${indexBase}about.json`, new Uint8Array(200));
  files.set(`${indexBase}segments.json`, new TextEncoder().encode(segmentListText(segments)));
  return files;
}

async function scriptFiles(): Promise<Map<string, Uint8Array>> {
  const folder = await mkdtemp(join(tmpdir(), 'daybook-client-'));
  await promisify(execFile)(process.execPath, ['scripts/client.js', folder]);
  const plain = ['theme.js', 'search-later.js', 'stem-en.js', 'stem-fr.js'];
  const told = ['more.js', 'reader.js', 'search.js'];
  const settings = { prefix: '/kernel/', language: 'en', messages: en, more: '/kernel/assets/more.js' };
  const firstLine = Buffer.from(`const daybook=${JSON.stringify(settings)};\n`);
  const files = await Promise.all(
    [...plain, ...told].map(async (name) => {
      const code = await readFile(join(folder, name));
      const bytes = new Uint8Array(told.includes(name) ? Buffer.concat([firstLine, code]) : code);
      return [`/kernel/assets/${name}`, bytes] as const;
    }),
  );
  await rm(folder, { recursive: true });
  return new Map(files);
}

export interface TestSite {
  /** `http://127.0.0.1:1234/kernel/` */
  readonly url: string;
  /** The bytes of a bundled script: `reader.js`. */
  readonly script: (name: string) => Uint8Array;
  readonly close: () => void;
}

export async function startSite(): Promise<TestSite> {
  const scripts = await scriptFiles();
  const files = new Map([...scripts, ...(await searchFiles())]);
  const pages = new Map([
    ['/kernel/2026/05/18/', edition],
    ...hostKinds.map((kind) => [`/kernel/${kind}/`, searchPage(`/kernel/${kind}-index/`)] as const),
    ['/kernel/broken/', searchPage('/kernel/no-such-folder/')],
  ]);
  const server: Server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const [, kind] = /^\/kernel\/(\w+)-index\//.exec(path) ?? [];
    const file = files.get(isHostKind(kind) ? path.replace(`/${kind}-index/`, '/search-index/') : path);
    if (file) {
      const answer = answerOf(isHostKind(kind) ? kind : 'whole', file, request.headers.range);
      const type = path.endsWith('.js') ? 'text/javascript' : 'application/octet-stream';
      response.writeHead(answer.status, { 'content-type': type, ...answer.headers }).end(answer.body);
      return;
    }
    const page =
      pages.get(path) ?? (path.includes('no-such-folder') ? undefined : frame('<main>Elsewhere</main>'));
    response.statusCode = page === undefined ? 404 : 200;
    response.setHeader('content-type', 'text/html');
    response.end(page);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/kernel/`,
    script: (name) => {
      const bytes = scripts.get(`/kernel/assets/${name}`) ?? new Uint8Array();
      const code = new TextDecoder().decode(bytes).replace(/^const daybook=.*\n/, '');
      return new TextEncoder().encode(code);
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

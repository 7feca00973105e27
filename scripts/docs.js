// Makes a site of the documentation in docs/_site: `npm run docs`, or `npm run docs -- https://example.org/daybook/` for an
// address. Its pages are a publisher's own pages of a site folder, in the order of docs/README.md; its search is ours.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, relative } from 'node:path';
import { plainText } from '../dist/clean/index.js';
import {
  fileSizeFor,
  indexVersion,
  loadedStem,
  segmentListText,
  writeSegment,
} from '../dist/search/index.js';

const root = join(import.meta.dirname, '..');
const read = (path) => readFileSync(join(root, path), 'utf8');

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** `docs/hosting.md` has the name `hosting`, `CHANGELOG.md` the name `changelog`, the first page `overview`. */
function nameOf(file) {
  return file === 'README.md' ? 'overview' : posix.basename(file, '.md').toLowerCase();
}

/** The groups of docs/README.md with their pages: `file` from the repository's root. */
function readContents() {
  return read('docs/README.md')
    .split(/^## /m)
    .slice(1)
    .map((part) => ({
      title: part.slice(0, part.indexOf('\n')),
      pages: [...part.matchAll(/^- \[([^\]]+)\]\(([^)]+)\)$/gm)].map(([, title, target]) => {
        const file = posix.join('docs', target);
        return { title, file, path: `/docs/${nameOf(file)}/` };
      }),
    }));
}

function contentsTemplate(groups) {
  const link = ({ title, path }) =>
    `<li><a href="{{ '${path}' | href }}"{% if page.canonical and page.canonical | includes('${path}') %} aria-current="page"{% endif %}>${title}</a></li>`;
  return groups
    .map(({ title, pages }) => `<h2>${title}</h2>\n<ul class="ui">${pages.map(link).join('')}</ul>\n`)
    .join('');
}

/** A site folder that has these pages and nothing else. */
function makeFolder(groups, url) {
  const dir = mkdtempSync(join(tmpdir(), 'daybook-docs-'));
  cpSync(join(root, 'docs', 'site'), dir, { recursive: true });
  const config = readFileSync(join(dir, 'daybook.yaml'), 'utf8');
  write(join(dir, 'daybook.yaml'), config.replace(/^url: .*$/m, `url: ${JSON.stringify(url)}`));
  write(join(dir, 'templates', 'partials', 'contents.njk'), contentsTemplate(groups));
  for (const { file, path } of groups.flatMap(({ pages }) => pages))
    write(join(dir, 'pages', `${path.slice(1, -1)}.md`), read(file));
  cpSync(join(root, 'docs', 'images'), join(dir, 'static', 'images'), {
    recursive: true,
    filter: (path) => !/images.pages$|\.md$/.test(path),
  });
  return dir;
}

function render(dir) {
  const command = [join(root, 'dist', 'cli', 'main.js'), 'render', '--site', dir, '--quiet'];
  const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  return join(dir, '_site');
}

/**
 * Links between files lead to pages. What is a file of the repository and no page of the site is named without a link, as
 * nobody knows here where the repository is.
 */
function withLinks(html, { file, pages, prefix }) {
  const targetOf = (href) => {
    const [path = '', anchor] = href.split('#');
    const target = posix.join(posix.dirname(file), path);
    const page = pages.find((one) => one.file === target);
    if (page) return `${prefix}${page.path.slice(1)}${anchor === undefined ? '' : `#${anchor}`}`;
    return target.startsWith('docs/images/') ? prefix + target.slice('docs/'.length) : undefined;
  };
  const isOutside = (href) => /^(?:[a-z][a-z0-9+.-]*:|[#/])/i.test(href);
  return html
    .replace(/<a href="([^"]*)">([\s\S]*?)<\/a>/g, (whole, href, text) => {
      if (isOutside(href)) return whole;
      const target = targetOf(href);
      return target === undefined ? text : `<a href="${target}">${text}</a>`;
    })
    .replace(/<img src="([^"]*)"/g, (whole, src) =>
      isOutside(src) ? whole : `<img src="${targetOf(src) ?? src}"`,
    );
}

/** What Markdown cannot say: an empty cell heads nothing. */
function withAccess(html) {
  return html.replaceAll('<th></th>', '<td></td>');
}

/** What a part of a page says. The documentation's pages are our own: nothing in them is a stranger's. */
const textOf = (/** @type {string} */ html) => plainText(/** @type {any} */ (html));

/** The parts of a page by their headings, as search knows them. */
function recordsOf(html, { title, path }, url) {
  const [, main = ''] = /<div class="body">([\s\S]*)<\/div><\/section>/.exec(html) ?? [];
  const link = new URL(path.slice(1), url).href;
  const day = '1970-01-01';
  return main.split(/(?=<h[23] id=")/).flatMap((part, at) => {
    const [heading = '', id = '', inside = ''] = /^<h[23] id="([^"]*)">([\s\S]*?)<\/h[23]>/.exec(part) ?? [];
    const text = textOf(part.slice(heading.length));
    if (text === '' && heading === '') return [];
    return {
      key: `${path.split('/').at(-2)}-${at}`,
      day,
      published: day,
      date: `${day}T00:00:00Z`,
      dateText: '',
      link: id === '' ? link : `${link}#${id}`,
      title: id === '' ? title : `${title}: ${textOf(inside)}`,
      text,
      shown: text,
      authors: [],
      source: path.split('/').at(-2),
      sourceTitle: title,
      topics: [],
      labels: [],
      language: 'en',
      access: 'open',
    };
  });
}

async function writeIndex(records, { pages, url, out }) {
  const name = 'docs';
  const source = async function* () {
    yield* records;
  };
  const head = await writeSegment({
    records: source(),
    spells: true,
    stemOf: loadedStem,
    fileSize: fileSizeFor(records.length, 'small'),
    write: async (file, content) => write(join(out, 'search-index', 's', name, file), content),
  });
  write(
    join(out, 'search-index', 'segments.json'),
    segmentListText([{ name, docs: records.length, head: JSON.stringify(head) }]),
  );
  const sources = Object.fromEntries(pages.map(({ title, path }) => [path.split('/').at(-2), title]));
  const about = {
    version: indexVersion,
    title: 'Daybook',
    url,
    languages: ['en'],
    first: ['en'],
    sources,
    sections: {},
  };
  write(join(out, 'search-index', 'about.json'), JSON.stringify(about));
}

/** Whether a folder may be written anew: one that is not there, is empty, or was made here. */
function isOurs(dir) {
  return !existsSync(dir) || readdirSync(dir).length === 0 || existsSync(join(dir, 'search-index'));
}

const [address = 'http://localhost:8080/', out = join(root, 'docs', '_site')] = process.argv.slice(2);
const url = address.endsWith('/') ? address : `${address}/`;
if (!isOurs(out)) {
  console.error(`${out} holds something else. Name an empty folder.`);
  process.exit(2);
}
const prefix = new URL(url).pathname;
const groups = readContents();
const pages = groups.flatMap((group) => group.pages);
const dir = makeFolder(groups, url);
const made = render(dir);
rmSync(out, { recursive: true, force: true });
// The pages of a digest are left out: this one has no news.
for (const name of ['assets', 'find', 'find.js', 'images'])
  cpSync(join(made, name), join(out, name), { recursive: true });
const records = [];
for (const page of pages) {
  const rendered = readFileSync(join(made, page.path, 'index.html'), 'utf8');
  const html = withAccess(withLinks(rendered, { file: page.file, pages, prefix }));
  records.push(...recordsOf(html, page, url));
  write(join(out, page.path, 'index.html'), html);
}
cpSync(join(out, 'docs', 'overview', 'index.html'), join(out, 'index.html'));
await writeIndex(records, { pages, url, out });
rmSync(dir, { recursive: true });
const files = readdirSync(out, { recursive: true }).length;
console.log(
  `${pages.length} pages, ${records.length} parts, ${files} files: ${relative(process.cwd(), out)}`,
);

// Other programs at the same work: osmosfeed on the same feeds; Eleventy and Hugo on the same archive, with the same pages.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';

const osmosfeedVersion = '1.15.1';

function write(path, data) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, data);
}

/** Where osmosfeed is started from; installed into a folder of its own at first. */
export function osmosfeedProgram() {
  const dir = join(tmpdir(), 'daybook-bench-peers');
  const main = join(dir, 'node_modules', '@osmoscraft', 'osmosfeed', 'main.js');
  if (!existsSync(main)) {
    const args = [
      'install',
      '--prefix',
      dir,
      '--no-audit',
      '--no-fund',
      `@osmoscraft/osmosfeed@${osmosfeedVersion}`,
    ];
    mkdirSync(dir, { recursive: true });
    const { status } = spawnSync('npm', args, { stdio: 'ignore' });
    if (status !== 0) return undefined;
  }
  return main;
}

export function makeOsmosfeedFolder(dir, feeds, origin) {
  const sources = feeds.map(({ id }) => `  - href: ${origin}/${id}.xml`);
  // Items older than that are dropped; it goes by the machine's clock.
  write(join(dir, 'osmosfeed.yaml'), `cacheMaxDays: 36500\nsources:\n${sources.join('\n')}\n`);
}

export function hugoVersion() {
  const { status, stdout } = spawnSync('hugo', ['version'], { encoding: 'utf8' });
  return status === 0 ? (/v[\d.]+/.exec(stdout)?.[0] ?? 'Hugo') : undefined;
}

function filesBelow(dir) {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** Items by key: where they lie, and words of their body that tell whether a page has it. */
function itemsByKey(archive) {
  const items = new Map();
  for (const file of filesBelow(archive).filter((path) => path.endsWith('.json'))) {
    const day = basename(file, '.json');
    JSON.parse(readFileSync(file, 'utf8')).items.forEach(({ content_html, _daybook: { key } }, place) => {
      const probe = /<p>([^<]{20,50})/.exec(content_html)?.[1];
      items.set(key, { day, place, probe });
    });
  }
  return items;
}

/** @type {[string, RegExp][]} */
const kinds = [
  ['html', /\.html$/],
  ['atom', /(?:feed|rss)\.xml$/],
  ['json', /feed\.json$/],
];

/**
 * What a finished site consists of: every page and feed with the items that it names, and whether their bodies stand in
 * it. Search, mails, text editions and the sitemap are left out.
 */
export function pagesOf(site, archive) {
  const items = itemsByKey(archive);
  const pages = [];
  for (const file of filesBelow(site)) {
    const kind = kinds.find(([, pattern]) => pattern.test(file))?.[0];
    if (kind === undefined) continue;
    const text = readFileSync(file, 'utf8');
    const found = [...new Set(text.match(/\b[a-km-np-z][2-9a-km-np-z]{11}\b/g))]
      .map((key) => items.get(key))
      .filter(Boolean);
    const probe = found.find((item) => item.probe !== undefined)?.probe;
    const path = relative(site, file);
    pages.push({
      path,
      kind,
      title: path,
      bodies: probe !== undefined && text.includes(probe),
      items: found.map(({ day, place }) => [day, place]),
    });
  }
  return pages;
}

const eleventyData = `const fs = require('node:fs');
const path = require('node:path');
const { archive } = require('../../archive.json');
const days = new Map();
const read = (day) => {
  const file = path.join(archive, day.slice(0, 4), day.slice(5, 7), day + '.json');
  if (!days.has(day)) days.set(day, JSON.parse(fs.readFileSync(file, 'utf8')).items);
  return days.get(day);
};
module.exports = () =>
  JSON.parse(fs.readFileSync(path.join(__dirname, '../../pages.json'), 'utf8'))
    .filter(({ kind }) => kind === KIND)
    .map((page) => ({ ...page, items: page.items.map(([day, place]) => read(day)[place]) }));
`;

const njk = {
  html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ entry.title }}</title>
<link rel="stylesheet" href="/style.css"></head><body><header><a href="/">Bench</a></header><main><h1>{{ entry.title }}</h1>
{% for item in entry.items %}<article id="{{ item._daybook.key }}"><h2><a href="{{ item.url }}">{{ item.title }}</a></h2>
<p><time datetime="{{ item.date_published }}">{{ item.date_published }}</time>{% for author in item.authors %} {{ author.name }}{% endfor %}{% for tag in item.tags %} <a href="/topic/{{ tag | slugify }}/">{{ tag }}</a>{% endfor %}</p>
{% if entry.bodies %}<div>{{ item.content_html | safe }}</div>{% else %}<p>{{ item.content_html | striptags | truncate(200) }}</p>{% endif %}</article>
{% endfor %}</main></body></html>
`,
  atom: `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>{{ entry.title }}</title><id>https://bench.example/{{ entry.path }}</id>
{% for item in entry.items %}<entry><title>{{ item.title }}</title><link href="{{ item.url }}"/><id>{{ item.id }}</id><updated>{{ item.date_published }}</updated>
{% if entry.bodies %}<content type="html">{{ item.content_html }}</content>{% else %}<summary>{{ item.content_html | striptags | truncate(200) }}</summary>{% endif %}</entry>
{% endfor %}</feed>
`,
  json: `{"version":"https://jsonfeed.org/version/1.1","title":{{ entry.title | dump | safe }},"items":[
{% for item in entry.items %}{% if not loop.first %},{% endif %}{"id":{{ item.id | dump | safe }},"url":{{ item.url | dump | safe }},"title":{{ item.title | dump | safe }},"date_published":"{{ item.date_published }}",{% if entry.bodies %}"content_html":{{ item.content_html | dump | safe }}{% else %}"summary":{{ item.content_html | striptags | truncate(200) | dump | safe }}{% endif %}}
{% endfor %}]}
`,
};

/** An Eleventy project with a template for pages, one for Atom and one for JSON Feed. */
export function makeEleventyFolder(dir, pages, archive) {
  write(join(dir, 'archive.json'), JSON.stringify({ archive }));
  write(join(dir, 'pages.json'), JSON.stringify(pages));
  write(join(dir, 'package.json'), '{"type":"commonjs"}\n');
  for (const kind of Object.keys(njk)) {
    write(join(dir, 'src', '_data', `${kind}Pages.js`), eleventyData.replace('KIND', `'${kind}'`));
    const head = `---\npagination: { data: ${kind}Pages, size: 1, alias: entry }\npermalink: "{{ entry.path }}"\n---\n`;
    write(join(dir, 'src', `${kind}.njk`), head + njk[kind]);
  }
}

const hugoItem =
  '{{ range .Params.items }}{{ $item := index (index (index site.Data.days (index . 0)) "items") (int (index . 1)) }}';

const hugoLayouts = {
  'single.html': `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<link rel="stylesheet" href="/style.css"></head><body><header><a href="/">Bench</a></header><main><h1>{{ .Title }}</h1>
{{ $bodies := .Params.bodies }}${hugoItem}<article id="{{ $item._daybook.key }}"><h2><a href="{{ $item.url }}">{{ $item.title }}</a></h2>
<p><time datetime="{{ $item.date_published }}">{{ $item.date_published }}</time>{{ range $item.authors }} {{ .name }}{{ end }}{{ range $item.tags }} <a href="/topic/{{ . | urlize }}/">{{ . }}</a>{{ end }}</p>
{{ if $bodies }}<div>{{ $item.content_html | safeHTML }}</div>{{ else }}<p>{{ $item.content_html | plainify | truncate 200 }}</p>{{ end }}</article>
{{ end }}</main></body></html>
`,
  'single.feed.xml': `{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<feed xmlns="http://www.w3.org/2005/Atom"><title>{{ .Title }}</title><id>https://bench.example/{{ .Title }}</id>
{{ $bodies := .Params.bodies }}${hugoItem}<entry><title>{{ $item.title }}</title><link href="{{ $item.url }}"/><id>{{ $item.id }}</id><updated>{{ $item.date_published }}</updated>
{{ if $bodies }}<content type="html">{{ $item.content_html }}</content>{{ else }}<summary>{{ $item.content_html | plainify | truncate 200 }}</summary>{{ end }}</entry>
{{ end }}</feed>
`,
  'single.feedjson.json': `{"version":"https://jsonfeed.org/version/1.1","title":{{ .Title | jsonify }},"items":[
{{ $bodies := .Params.bodies }}{{ range $at, $one := .Params.items }}{{ $item := index (index (index site.Data.days (index . 0)) "items") (int (index . 1)) }}{{ if $at }},{{ end }}{"id":{{ $item.id | jsonify }},"url":{{ $item.url | jsonify }},"title":{{ $item.title | jsonify }},"date_published":{{ $item.date_published | jsonify }},{{ if $bodies }}"content_html":{{ $item.content_html | jsonify }}{{ else }}"summary":{{ $item.content_html | plainify | truncate 200 | jsonify }}{{ end }}}
{{ end }}]}
`,
};

const hugoConfig = `baseURL = "https://bench.example/"
title = "Bench"
disableKinds = ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
disablePathToLower = true
[mediaTypes."application/atom+xml"]
suffixes = ["xml"]
[outputFormats.feed]
mediaType = "application/atom+xml"
baseName = "feed"
[outputFormats.feedjson]
mediaType = "application/json"
baseName = "feed"
`;

const hugoOutputs = { html: 'html', atom: 'feed', json: 'feedjson' };

/** A Hugo project with a content file for each page and feed, and the archive's days as its data. */
export function makeHugoFolder(dir, pages, archive) {
  write(join(dir, 'config.toml'), hugoConfig);
  for (const [name, text] of Object.entries(hugoLayouts)) write(join(dir, 'layouts', '_default', name), text);
  mkdirSync(join(dir, 'data', 'days'), { recursive: true });
  for (const file of filesBelow(archive).filter((path) => path.endsWith('.json'))) {
    copyFileSync(file, join(dir, 'data', 'days', basename(file)));
  }
  pages.forEach(({ path, kind, title, bodies, items }, at) => {
    const url = `/${path.replace(/(?:^|(?<=\/))index\.html$/, '')}`;
    const front = { title, url, bodies, items, outputs: [hugoOutputs[kind]] };
    write(join(dir, 'content', 'p', `${at}.md`), `${JSON.stringify(front)}\n`);
  });
}

import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { XMLValidator } from 'fast-xml-parser';
import { parseAtomFeed, parseJsonFeed, parseOpml as parseOpmlStrictly, parseRssFeed } from 'feedsmith';
import { mf2 } from 'microformats-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { parseOpml } from '../../src/config/opml.ts';
import { parseFeed } from '../../src/parse/index.ts';
import { sampleSite } from './sample-site.test-kit.ts';
import { daybookHere, makeSite, projectDir, removeSites, sampleNow } from './site.test-kit.ts';

type Files = ReadonlyMap<string, string>;

const fixtures = join(projectDir, 'src', 'parse', 'fixtures');
const root = 'https://example.org/merge/';
const encoder = new TextEncoder();

async function textsOf(dir: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (
      entry.isFile() &&
      /\.(?:xml|json|html|svg|txt|css)$/.test(entry.name) &&
      !path.includes('search-index')
    )
      files.set(path.slice(dir.length), await readFile(path, 'utf8'));
  }
  return files;
}

async function builtFromExamples(): Promise<Files> {
  return textsOf(join(await sampleSite(), '_site'));
}

/** What the parser is tested with: each shows a fault that feeds on the web have, or something that few of them use. */
async function builtFromFaultyFeeds(): Promise<Files> {
  const dir = await makeSite('');
  const feeds: string[] = [];
  for (const folder of ['bodies', 'damage', 'modules', 'titles']) {
    await cp(join(fixtures, folder), join(dir, folder), { recursive: true });
    // Beside each feed lies, as JSON, what is read of it.
    const names = (await readdir(join(dir, folder))).filter((name) => !name.endsWith('.json')).sort();
    feeds.push(...names.map((name, at) => `  - { id: ${folder}-${at}, url: "${folder}/${name}" }`));
  }
  await writeFile(
    join(dir, 'daybook.yaml'),
    `title: "Real & <true>"\nurl: ${root}\nlocale: fr\nfeeds:\n${feeds.join('\n')}\n`,
  );
  const run = await daybookHere(dir, 'build', '--now', sampleNow, '--json');
  expect(run.code, run.stderr).toBe(0);
  expect(JSON.parse(run.stdout).render.items).toBeGreaterThan(150);
  return textsOf(join(dir, '_site'));
}

function pick(files: Files, pattern: RegExp): [string, string][] {
  const found = [...files].filter(([path]) => pattern.test(path));
  expect(found.length, String(pattern)).toBeGreaterThan(0);
  return found;
}

/** Faults that xmllint finds in files, by a schema of `test/schemas`. */
async function faultsBy(schema: string, extension: 'schema' | 'relaxng', found: [string, string][]) {
  const contents = await readFile(join(projectDir, 'test', 'schemas', schema), 'utf8');
  const { errors } = await validateXML({
    xml: found.map(([path, text]) => ({ fileName: path.slice(1).replaceAll('/', '_'), contents: text })),
    schema: [{ fileName: schema, contents }],
    extension,
    maxMemoryPages: 16_384,
  });
  return errors.map(({ rawMessage }) => rawMessage);
}

function readBack(path: string, text: string) {
  const result = parseFeed(encoder.encode(text), { url: new URL(path.slice(1), root).href });
  if (result.problem !== undefined) throw new Error(`${path}: ${result.problem.code}`);
  return result;
}

async function schemaCheck(name: string) {
  const ajv = addFormats.default(
    new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true }),
  );
  return ajv.compile(JSON.parse(await readFile(join(projectDir, 'schema', `${name}.schema.json`), 'utf8')));
}

const sites = [
  ['the examples', builtFromExamples],
  ['faulty feeds', builtFromFaultyFeeds],
] as const;

afterAll(removeSites);

describe.each(sites)('outputs of %s', (_name, build) => {
  let files: Files;
  beforeAll(async () => {
    files = await build();
  }, 120_000);

  it('are well-formed wherever they are XML', () => {
    for (const [path, text] of pick(files, /\.(?:xml|svg)$/))
      expect([path, XMLValidator.validate(text)]).toEqual([path, true]);
  });

  it('are valid Atom, archives included', async () => {
    expect(await faultsBy('atom.rng', 'relaxng', pick(files, /\/feed\.xml$/))).toEqual([]);
  }, 60_000);

  it('are valid sitemaps', async () => {
    expect(await faultsBy('sitemap.xsd', 'schema', pick(files, /\/sitemap[^/]*\.xml$/))).toEqual([]);
  });

  it('are feeds that our own parser reads without a repair, the same in every form', () => {
    const idsOf = new Map<string, (string | undefined)[]>();
    for (const [path, text] of pick(files, /\/(?:feed\.xml|rss\.xml|feed\.json)$/)) {
      const { feed, repairs } = readBack(path, text);
      expect([path, repairs]).toEqual([path, []]);
      const ids = feed.items.map((item) => item.id);
      expect(new Set(ids).size, path).toBe(ids.length);
      idsOf.set(path, ids);
    }
    for (const [path, ids] of idsOf)
      expect([path, ids]).toEqual([path, idsOf.get(path.replace(/[^/]+$/, 'feed.xml'))]);
  });

  it('are feeds that another library reads, item for item', () => {
    for (const [path, text] of pick(files, /\/feed\.json$/)) {
      const ids = (parseJsonFeed(JSON.parse(text)).items ?? []).map((item) => item.id);
      const atom = files.get(path.replace('.json', '.xml')) ?? '';
      expect([path, (parseAtomFeed(atom).entries ?? []).map((entry) => entry.id)]).toEqual([path, ids]);
      const rss = files.get(path.replace('feed.json', 'rss.xml'));
      if (rss !== undefined)
        expect([path, (parseRssFeed(rss).items ?? []).map((item) => item.guid?.value)]).toEqual([path, ids]);
    }
  });

  it('are JSON as the published schemas say', async () => {
    const kinds: readonly (readonly [string, RegExp])[] = [
      ['feed', /\/feed\.json$/],
      ['editions', /^\/editions\/index\.json$/],
      ['health', /^\/health\.json$/],
      ['stories', /^\/stories\/index\.json$/],
    ];
    for (const [name, pattern] of kinds) {
      const check = await schemaCheck(name);
      for (const [path, text] of pick(files, pattern)) {
        check(JSON.parse(text));
        expect([path, check.errors?.slice(0, 3) ?? []]).toEqual([path, []]);
      }
      expect(files.get(`/schemas/${name}.schema.json`)).toBe(
        await readFile(join(projectDir, 'schema', `${name}.schema.json`), 'utf8'),
      );
    }
  });

  it('are OPML that our own reader and another take', () => {
    const text = files.get('/opml.xml') ?? '';
    const read = parseOpml(text, 'opml.xml');
    expect(read).toHaveProperty('feeds');
    expect(parseOpmlStrictly(text).head?.title).toBeDefined();
  });

  it('are pages with microformats: a feed of entries with names, addresses and dates', () => {
    const lists =
      /^\/(?:index|\d{4}\/(?:\d\d\/\d\d|w\d\d|\d\d)\/index|(?:source|section|author|topic|story)\/[^/]+\/index)\.html$/;
    for (const [path, html] of pick(files, lists)) {
      if (!html.includes('"h-entry')) continue;
      const { items } = mf2(html, { baseUrl: root });
      const feed = items.find((item) => item.type?.includes('h-feed'));
      expect([path, feed?.properties.name?.length]).toEqual([path, 1]);
      for (const entry of feed?.children ?? []) {
        expect([path, entry.type]).toEqual([path, ['h-entry']]);
        const { name, url, published, uid } = entry.properties;
        expect([path, name?.length, url?.length, published?.length, uid?.length]).toEqual([path, 1, 1, 1, 1]);
        expect(Number.isNaN(Date.parse(String(published?.[0]))), path).toBe(false);
      }
    }
  });

  it('are pages with structured data: the collection, and its items on the web', () => {
    const check = /<script type="application\/ld\+json">(.*?)<\/script>/gs;
    let seen = 0;
    for (const [path, html] of pick(files, /\.html$/)) {
      for (const [, json = ''] of html.matchAll(check)) {
        seen++;
        const { url, mainEntity } = JSON.parse(json);
        expect(html, path).toContain(`<link rel="canonical" href="${url}">`);
        expect(mainEntity.itemListElement.length, path).toBe(Math.min(8, mainEntity.numberOfItems));
        for (const address of mainEntity.itemListElement) expect(URL.canParse(address), address).toBe(true);
      }
    }
    expect(seen).toBeGreaterThan(20);
  });
});

import { afterAll, describe, expect, it } from 'vitest';
import { type LookName, lookNames } from '../../model/source-settings.ts';
import { fileHash } from '../hash.ts';
import { testConfig } from '../outputs/site.test-kit.ts';
import { minifyCss, readAssets } from './assets.ts';
import { newFolder, put, removeFolders } from './digest.test-kit.ts';
import { packageDir } from './package-dir.ts';
import { contentSecurityPolicy } from './policy.ts';

afterAll(removeFolders);

describe('minifyCss', () => {
  it.each([
    ['white space', 'a {\n  color : red ;\n  margin: 0 1px;\n}\n', 'a{color :red;margin:0 1px}'],
    ['comments', 'a { /* x; } */ color: red } /**/ b { c: d }', 'a{color:red}b{c:d}'],
    ['but not the space of a descendant', 'a :hover, a > b { c: d }', 'a :hover,a>b{c:d}'],
    ['but not that of a sum', 'a { width: calc(1px + 2 * 3px) }', 'a{width:calc(1px + 2*3px)}'],
    [
      'that of a product alone',
      'a * { grid-area: 1 / 2 / auto; b: "x" / "" }',
      'a *{grid-area:1/2/auto;b:"x"/""}',
    ],
    ['but not that of any child', 'a > * + * { b: c }', 'a>* + *{b:c}'],
    [
      'but nothing in a string',
      'a::after { content: "a,  b; /* c */ > d" ; }',
      'a::after{content:"a,  b; /* c */ > d"}',
    ],
    [
      'nor in one with quotes',
      String.raw`a { content: "\" , " ; b: '" : ' }`,
      String.raw`a{content:"\" , ";b:'" : '}`,
    ],
  ])('takes out %s', (_case, css, expected) => {
    expect(minifyCss(css)).toBe(expected);
  });

  it('changes nothing the second time', () => {
    const css = minifyCss('@media (min-width: 40em) { a, b > c { d: e f; } }');
    expect(minifyCss(css)).toBe(css);
  });
});

describe('styles of a look', () => {
  const stylesIn = (look: LookName, siteDir: string = packageDir) => {
    const lines = { script: '', reader: () => '' };
    const style = { language: 'en', look };
    const assets = readAssets({ siteDir, style, lines, icons: [], stemmers: {} });
    return { ...assets, all: String(assets.byName.get('style.css')?.content) };
  };

  it.each([
    ['newspaper', '#fbfaf6', /Iowan Old Style/, /--gutter|@layer look|--bar\b/],
    ['planet', '#fff', /--gutter/, /Iowan Old Style|fbfaf6/],
  ] as const)('are in sites of the look %s alone', (look, light, own, others) => {
    const { firstStyle, all, themeColors } = stylesIn(look);
    expect(themeColors?.light).toBe(light);
    for (const style of [firstStyle.text, all]) {
      expect(style).toMatch(own);
      expect(style).not.toMatch(others);
    }
  });

  it.each(lookNames)('bring every token that a style asks for: %s', (look) => {
    const { firstStyle, all } = stylesIn(look);
    for (const style of [firstStyle.text, all]) {
      const asked = [...style.matchAll(/var\((--[a-z-]+)\)/g)].map(([, name]) => name);
      const missing = [...new Set(asked)].filter((name) => !style.includes(`${name}:`));
      expect(asked.length).toBeGreaterThan(20);
      expect(missing).toEqual([]);
    }
  });

  it('are replaced and added to by the publisher’s own, for one look or all', async () => {
    const dir = await newFolder();
    const css = `${dir}/templates/assets/css`;
    await put(`${css}/90-mine.css`, '.everywhere{color:red}');
    await put(`${css}/91-mine.planet.later.css`, '.planet{color:red}');
    await put(`${css}/10-tokens.planet.css`, ':root{--paper:plum}');
    const mark = (look: LookName, text: string) => {
      const { firstStyle, all } = stylesIn(look, dir);
      return [firstStyle.text.includes(text), all.includes(text)];
    };
    expect(mark('newspaper', '.everywhere')).toEqual([true, true]);
    expect(mark('planet', '.everywhere')).toEqual([true, true]);
    expect(mark('newspaper', '.planet')).toEqual([false, false]);
    expect(mark('planet', '.planet')).toEqual([false, true]);
    expect(stylesIn('planet', dir).themeColors?.light).toBe('plum');
    expect(stylesIn('newspaper', dir).themeColors?.light).toBe('#fbfaf6');
  });
});

describe('styles of a language', () => {
  const own: Readonly<Record<string, RegExp>> = {
    he: /Frank Ruhl/,
    ja: /Hiragino Mincho/,
    'zh-Hans': /Songti SC/,
    'zh-Hant': /Songti TC/,
  };

  it.each([
    ['en', []],
    ['ar', []],
    ['ja', ['ja']],
    ['ja-JP', ['ja']],
    ['zh', ['zh-Hans']],
    ['zh-CN', ['zh-Hans']],
    ['zh-TW', ['zh-Hant']],
    ['zh-HK', ['zh-Hant']],
    ['he', ['he']],
  ])('are in the pages of %s alone', (language, expected) => {
    const lines = { script: '', reader: () => '' };
    const assets = readAssets({
      siteDir: packageDir,
      style: { language, look: 'newspaper' },
      lines,
      icons: [],
      stemmers: {},
    });
    for (const style of [assets.firstStyle.text, String(assets.byName.get('style.css')?.content)]) {
      expect(Object.keys(own).filter((name) => own[name]?.test(style))).toEqual(expected);
      expect(style).toContain('var(--local-serif,serif)');
    }
  });
});

describe('contentSecurityPolicy', () => {
  const directives = (images: 'remote' | 'local' | 'none', hasFonts = false): Map<string, string> =>
    new Map(
      contentSecurityPolicy(
        { config: testConfig({ images }), look: { hasFonts } },
        {
          style: "'sha256-x'",
          script: "'sha256-t'",
        },
      )
        .split('; ')
        .map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1).join(' ')]),
    );

  it('allows fonts of the site itself where the publisher has some, and none otherwise', () => {
    expect(directives('none').get('font-src')).toBeUndefined();
    expect(directives('none', true).get('font-src')).toBe("'self'");
  });

  it.each(['none', 'local'] as const)(
    'lets a page ask nobody but its own site by itself, with images: %s',
    (images) => {
      const policy = directives(images);
      expect(Object.fromEntries(policy)).toMatchObject({
        'default-src': "'none'",
        'script-src': "'self' 'sha256-t'",
        'style-src': "'self' 'sha256-x'",
        'img-src': "'self' data:",
        'media-src': 'https: http:',
        'worker-src': "'self'",
        'connect-src': "'self'",
        'base-uri': "'none'",
      });
    },
  );

  it('never allows text to run, nor WebAssembly', () => {
    expect(directives('remote').get('script-src')).toBe("'self' 'sha256-t'");
    for (const images of ['remote', 'local', 'none'] as const) {
      const text = [...directives(images).values()].join(' ');
      expect(text).not.toMatch(/'unsafe-inline'|unsafe-eval|\*/);
    }
  });
});

it('a content’s hash is short, the same for text and its bytes, and fit for an address', () => {
  expect(fileHash('a')).toMatch(/^[\w-]{10}$/);
  expect(fileHash('é')).toBe(fileHash(Buffer.from('é')));
  expect(fileHash('a')).not.toBe(fileHash('b'));
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en, type MessageKey, type Plural } from './locales/en.ts';
import { catalogues } from './locales/index.ts';
import { catalogueOf, interfaceLanguage, translator } from './messages.ts';

const interfaceLanguages = [...catalogues.keys()];
const others = interfaceLanguages.filter((language) => language !== 'en');

/** Categories of a language that stand for one number alone, so that a form may say it in words. */
function exactCategories(language: string): ReadonlySet<string> {
  const rules = new Intl.PluralRules(language);
  const counts = new Map<string, number>();
  for (let n = 0; n < 200; n++) counts.set(rules.select(n), (counts.get(rules.select(n)) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count === 1).map(([category]) => category));
}

function formsOf(message: string | Plural): readonly string[] {
  return typeof message === 'string'
    ? [message]
    : Object.values(message).filter((form) => form !== undefined);
}

function placeholdersOf(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();
}

describe('catalogues', () => {
  it('are those of the folder', () => {
    const files = readdirSync(new URL('./locales', import.meta.url)).map((name) => name.replace('.ts', ''));
    const whole = files.filter((name) => !/^(?:index|plural)$|-(?:people|reader|search|sources)$/.test(name));
    expect(whole.sort()).toEqual(interfaceLanguages.map((language) => language.toLowerCase()).sort());
  });

  it('have no message that nobody shows', () => {
    const src = join(import.meta.dirname, '..');
    const asking = [join(src, 'site'), join(src, 'client'), join(src, '..', 'templates')]
      .flatMap((dir) =>
        readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((name) => join(dir, name)),
      )
      .filter((file) => /(?<!\.test)\.(?:ts|njk)$/.test(file) && !file.includes('locales'))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const kinds = ['topic', 'author', 'since', 'saved', 'offline'];
    const titles = new Set(kinds.map((kind) => `${kind}Title`));
    const silent = Object.keys(en).filter((key) => !titles.has(key) && !asking.includes(`'${key}'`));
    expect(silent).toEqual([]);
  });

  it.each(others)('%s has the messages of English, with the same places to fill', (language) => {
    const catalogue: Readonly<Record<string, string | Plural>> = catalogueOf(language);
    const english: Readonly<Record<string, string | Plural>> = en;
    const exact = exactCategories(language);
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(english).sort());
    for (const [key, message] of Object.entries(english)) {
      const expected = placeholdersOf(formsOf(message).at(-1) ?? '');
      const own = catalogue[key] ?? '';
      for (const [category, form = ''] of Object.entries(typeof own === 'string' ? { other: own } : own)) {
        const found = placeholdersOf(form);
        const inWords = !found.includes('n') && exact.has(category);
        expect([key, found]).toEqual([key, expected.filter((name) => !(inWords && name === 'n'))]);
      }
    }
  });

  it.each(interfaceLanguages)(
    '%s says something for every key, in every plural form of the language',
    (language) => {
      const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      for (const [key, message] of Object.entries(catalogueOf(language))) {
        for (const form of formsOf(message)) expect([key, form.trim().length > 0]).toEqual([key, true]);
        if (typeof message !== 'string') {
          expect([key, Object.keys(message).sort()]).toEqual([key, [...categories].sort()]);
        }
      }
    },
  );

  it.each(interfaceLanguages)('%s has the quotation marks, apostrophes and dots of print', (language) => {
    const quoted = quotationMarks[language] ?? [];
    for (const [key, message] of Object.entries(catalogueOf(language))) {
      for (const form of formsOf(message)) {
        expect([key, form]).toEqual([key, expect.not.stringMatching(/['"]|\.\.|^ | $(?<![,;:،؛] )| {2}/)]);
        const marks = [...form.matchAll(/[«»„“”‚‘「」『』]/g)].map(([mark]) => mark);
        expect([key, marks.filter((mark) => !quoted.includes(mark))]).toEqual([key, []]);
      }
    }
    expect(catalogueOf(language).quoted.replace(/\s|\{words\}/g, '')).toBe(quoted.join(''));
  });

  it.each(['ja', 'zh-Hans', 'zh-Hant'])(
    '%s has full-width marks and no spaces between its words',
    (language) => {
      const letter = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]`;
      const mark = String.raw`[\u3000-\u303f\uff01-\uff60]`;
      const wrong = new RegExp(
        `(?:${letter}|${mark}) | (?:${letter}|${mark})|${letter}[.,;:!?()]|[(]${letter}`,
        'u',
      );
      for (const [key, message] of Object.entries(catalogueOf(language))) {
        for (const form of formsOf(message)) {
          expect([key, form]).toEqual([key, expect.not.stringMatching(wrong)]);
        }
      }
    },
  );

  it('French puts a narrow no-break space before two-part marks', () => {
    for (const message of Object.values(catalogueOf('fr'))) {
      for (const form of formsOf(message))
        expect(form).not.toMatch(/[^\u202f\u00a0](?:[;!?»]|:(?!\/\/))|«[^\u202f\u00a0]/);
    }
  });
});

/** Opening and closing, as the newspapers of a language print them. */
const quotationMarks: Readonly<Record<string, readonly string[]>> = {
  ar: ['«', '»'],
  de: ['„', '“'],
  en: ['“', '”'],
  es: ['«', '»'],
  fr: ['«', '»'],
  it: ['«', '»'],
  pt: ['“', '”'],
  nl: ['‘', '’'],
  pl: ['„', '”'],
  he: ['”', '”'],
  ja: ['「', '」'],
  'zh-Hans': ['“', '”'],
  'zh-Hant': ['「', '」'],
};

describe('words', () => {
  /** What a language calls an item, and what only a story of several sources may be called. */
  const words: Readonly<Record<string, { readonly item: RegExp; readonly story: RegExp }>> = {
    ar: { item: /مقال/, story: /قصة|قصص|خبر/ },
    de: { item: /Artikel/, story: /Geschichte|Meldung/ },
    en: { item: /item/, story: /stor(?:y|ies)\b|\bnews item|\bissues?\b/i },
    es: { item: /artículo/, story: /historia|noticia/i },
    fr: { item: /article/, story: /dossier|histoire/i },
    it: { item: /articol[oi]/, story: /vicenda|storia/i },
    pt: { item: /artigo/, story: /cobertura|história/i },
    nl: { item: /artikel(en)?\b/, story: /dossier|verhaal/i },
    pl: { item: /artykuł/, story: /spraw[aę]\b|historia/i },
    he: { item: /כתב[הות]/, story: /פרשה|סיפור/i },
    ja: { item: /記事/, story: /一連の報道|ストーリー|物語/i },
    'zh-Hans': { item: /文章/, story: /专题|故事/i },
    'zh-Hant': { item: /文章/, story: /專題|故事/i },
  };
  const ofItems: readonly MessageKey[] = [
    'itemsCount',
    'itemsOn',
    'moreTitles',
    'searchResults',
    'searchPartial',
    'keyNext',
    'mailMore',
    'savedCount',
    'importDone',
    'sinceCount',
  ];
  const ofStories: ReadonlySet<string> = new Set([
    'storyTitle',
    'storyIntro',
    'wholeStory',
    'reasonFirst',
    'lastArrival',
  ]);

  it.each(interfaceLanguages)('%s calls an item by one word, and never a story', (language) => {
    const { item, story } = words[language] ?? { item: /^$/, story: /^$/ };
    const catalogue = catalogueOf(language);
    for (const key of ofItems) {
      for (const form of formsOf(catalogue[key])) {
        if (form === catalogue[key] || form.includes('{n}'))
          expect([key, form]).toEqual([key, expect.stringMatching(item)]);
      }
    }
    for (const [key, message] of Object.entries(catalogue)) {
      if (ofStories.has(key)) continue;
      for (const form of formsOf(message)) {
        expect([key, form]).toEqual([key, expect.not.stringMatching(story)]);
      }
    }
  });
});

describe('catalogueOf', () => {
  it.each([
    ['zh', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh-SG', 'zh-Hans'],
    ['zh-Hans-HK', 'zh-Hans'],
    ['zh-TW', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['zh-MO', 'zh-Hant'],
    ['iw', 'he'],
    ['pt-PT', 'pt'],
    ['tlh', 'en'],
    ['no tag!', 'en'],
  ])('%s is answered in %s', (locale, language) => {
    expect(catalogueOf(locale)).toBe(catalogueOf(language));
    expect(catalogueOf(locale).today).toBe(translator(language)('today'));
  });

  it('tells simplified and traditional signs apart', () => {
    // Each of these is written in one of the two alone.
    const [simplified, traditional] = [/[这个们为会对说时页没档网]/gu, /[這個們為會對說時頁沒週檔網]/gu];
    const text = (language: string): string =>
      Object.values(catalogueOf(language)).flatMap(formsOf).join(' ');
    expect([text('zh-Hans').match(traditional), text('zh-Hant').match(simplified)]).toEqual([null, null]);
    expect([text('zh-Hans').search(simplified), text('zh-Hant').search(traditional)]).not.toContain(-1);
  });
});

describe('translator', () => {
  it.each<[string, MessageKey, Record<string, string | number>, string]>([
    ['en', 'itemsCount', { n: 1 }, '1 item'],
    ['en', 'itemsCount', { n: 0 }, '0 items'],
    ['en', 'itemsCount', { n: 1234 }, '1,234 items'],
    ['fr', 'itemsCount', { n: 0 }, '0 article'],
    ['fr', 'itemsCount', { n: 2 }, '2 articles'],
    ['fr', 'itemsCount', { n: 1_000_000 }, '1 000 000 d’articles'],
    ['fr-CA', 'itemsCount', { n: 2 }, '2 articles'],
    ['it', 'itemsCount', { n: 1 }, '1 articolo'],
    ['it', 'itemsCount', { n: 1_000_000 }, '1.000.000 articoli'],
    ['pt', 'itemsCount', { n: 0 }, '0 artigo'],
    ['pt-PT', 'itemsCount', { n: 0 }, '0 artigos'],
    ['nl', 'itemsCount', { n: 1234 }, '1.234 artikelen'],
    ['pl', 'itemsCount', { n: 1 }, '1 artykuł'],
    ['pl', 'itemsCount', { n: 22 }, '22 artykuły'],
    ['pl', 'itemsCount', { n: 12 }, '12 artykułów'],
    ['pl', 'itemsCount', { n: 25 }, '25 artykułów'],
    ['pl', 'itemsCount', { n: 0.5 }, '0,5 artykułu'],
    ['tlh', 'itemsCount', { n: 2 }, '2 items'],
    ['ja', 'itemsCount', { n: 1234 }, '記事1,234件'],
    ['ar', 'itemsCount', { n: 1 }, 'مقال واحد'],
    ['ar', 'itemsCount', { n: 2 }, 'مقالان'],
    ['he', 'itemsCount', { n: 1 }, 'כתבה אחת'],
    ['he', 'itemsCount', { n: 2 }, 'שתי כתבות'],
    ['he', 'itemsCount', { n: 20 }, '20 כתבות'],
    ['en', 'by', { name: '$& {n}' }, 'by $& {n}'],
    ['en', 'pageOf', { n: 1 }, 'Page 1 of {total}'],
  ])('%s %s %j: %s', (language, key, args, expected) => {
    // Which space parts thousands is the machine's word.
    expect(translator(language)(key, args).replace(/\s/g, ' ')).toBe(expected);
  });

  it.each([
    ['fr', 'fr'],
    ['fr-CA', 'fr-CA'],
    ['ar-EG', 'ar-EG'],
    ['tlh', 'en'],
    ['zh-TW', 'zh-TW'],
    ['zh-CN', 'zh-CN'],
    ['ja-JP', 'ja-JP'],
    ['he-IL', 'he-IL'],
    ['pl-PL', 'pl-PL'],
    ['nl-BE', 'nl-BE'],
    ['pt-PT', 'pt-PT'],
    ['it-CH', 'it-CH'],
  ])('the interface of %s is in %s', (locale, expected) => {
    expect(interfaceLanguage(locale)).toBe(expected);
  });
});

import { expect, it } from 'vitest';
import { stemLoader } from './stems.ts';

/** The address of a script that has the rules of some languages, which say by which script they came. */
const script = (name: string, languages: readonly string[]): string =>
  `data:text/javascript,${languages.map((one) => `export const stem_${one}=(word)=>word+'-${name}';`).join('')}`;

const others = ['da', 'fi', 'nl', 'sv'];
const more = script('more', others);
const stemmers = {
  en: [script('searching', ['en'])],
  ru: [script('ru', ['ru'])],
  ...Object.fromEntries(others.map((one) => [one, [script(one, [one]), more]])),
};

it('loads the rules of a few languages each by themselves, and those of many as one script', async () => {
  const one = stemLoader(stemmers);
  expect((await one.load(['en', 'sv', 'xx'])).map((stem) => stem('a'))).toEqual(['a-searching', 'a-sv']);
  expect(one.of('sv-FI')('a')).toBe('a-sv');
  expect(one.of('nl')('a')).toBe('a');
  // What is there is not loaded again.
  expect((await one.load(['sv', 'nl'])).map((stem) => stem('a'))).toEqual(['a-sv', 'a-nl']);
  const many = stemLoader(stemmers);
  expect((await many.load(others)).map((stem) => stem('a'))).toEqual(others.map(() => 'a-more'));
});

it('knows which languages a text can be in', () => {
  expect(stemLoader(stemmers).languagesFor('книга')).toEqual(['ru']);
  expect(stemLoader(stemmers).languagesFor('book').sort()).toEqual(['en', ...others].sort());
});

import { expect, it } from 'vitest';
import { stemmerNames } from './languages.ts';
import { loadStems, stemsOnUse } from './load-stems.ts';
import { noStem } from './words.ts';

it('has the same rules for each language whether they are loaded before or on use, and none for others', async () => {
  const languages = Object.keys(stemmerNames);
  const [before, onUse] = [await loadStems(languages), stemsOnUse()];
  const words = ['swapping', 'chevaux', 'häusern', 'книгами', 'niños', 'dagarna', 'القلم'];
  for (const tag of [...languages, 'en-GB', 'nb', 'ja'])
    expect(words.map(onUse(tag)), tag).toEqual(words.map(before.of(tag)));
  expect(words.map(onUse('en'))).not.toEqual(words);
  expect(onUse('ja')).toBe(noStem);
  expect(onUse(undefined)).toBe(noStem);
});

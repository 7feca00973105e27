import { expect, it } from 'vitest';
import { fewRecords, testIndex } from './search.test-kit.ts';

it.each<[string, string[]]>([
  ['#kernel', ['kernel']],
  ['topic:"swap tables"', ['swap tables']],
  ['#kernel swap', ['kernel']],
  ['#kernel #tables', ['kernel', 'tables']],
  // It is there, but not beside the word.
  ['#memory cheval', []],
  ['#memory', []],
  // Something is found all the same.
  ['#kernel OR swap', []],
  ['swap -#kernel', []],
])('of %s, topics that there are not are told: %j', async (text, names) => {
  const index = await testIndex([fewRecords.slice(0, 1), fewRecords.slice(1)]);
  const { problems } = await index.ask(text);
  expect(problems).toEqual(names.map((name) => ({ code: 'noTopic', text: name })));
});

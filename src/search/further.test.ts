import { beforeEach, describe, expect, it } from 'vitest';
import type { Index } from './ask.ts';
import { parseQueryText } from './grammar.ts';
import { planOf } from './plan.ts';
import { stemOf, type TestIndex, testIndex, testRecord } from './search.test-kit.ts';
import { findHits } from './search.ts';

const others = Array.from({ length: 30 }, (_, i) =>
  testRecord({ key: `k${i}`, text: 'The kernel of the week' }),
);
const french = [
  testRecord({ key: 'horse', text: 'Le cheval de la semaine', language: 'fr' }),
  testRecord({ key: 'horses', text: 'Les chevaux et un journal', language: 'fr' }),
];
const named = (): string[] => [];
/** The page knows the rules of English alone. */
const language = { stems: [stemOf('en')], named };
let asked: unknown[];
let index: TestIndex;

const further: Index['further'] = async (tags) => {
  asked.push(tags);
  return { stems: [stemOf('en'), stemOf('fr')], named };
};
const find = async (text: string): Promise<string[]> =>
  (await index.find(text, { language, further })).sort();

beforeEach(async () => {
  asked = [];
  index = await testIndex([[...others, ...french]]);
});

describe('words of a language whose rules are not at hand', () => {
  it('are found in all forms where they stand somewhere as they were typed', async () => {
    expect(await find('chevaux')).toEqual(['horse', 'horses']);
    expect(await find('chevaux journal')).toEqual(['horses']);
    expect(await find('"chevaux et"')).toEqual(['horses']);
    expect(asked).toEqual([]);
  });

  it('are looked for by the rules of items that have another word, where they are nowhere', async () => {
    expect(await find('journaux chevaux')).toEqual(['horses']);
    expect(asked).toEqual([['fr']]);
  });

  it('are looked for by all rules where no word is anywhere', async () => {
    expect(await find('journaux')).toEqual(['horses']);
    expect(asked).toEqual([undefined]);
  });

  it('need no further rules where each has items, but no item has all', async () => {
    expect(await find('kernel chevaux')).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('has an example of other words looked for only where it is asked for', async () => {
    const slice = await index.slices[0]?.();
    if (!slice) throw new Error('There is no slice.');
    const looked: string[] = [];
    const findPrefix = (beginning: string) => {
      looked.push(beginning);
      return slice.findPrefix(beginning);
    };
    const { root } = parseQueryText('"nowhere" chev', '2026-05-20');
    const { plan } = planOf(root, language, { prefix: true, spelling: new Map() });
    const { hits, examples } = await findHits([async () => ({ ...slice, findPrefix })], plan, () => false);
    expect([hits, looked]).toEqual([[], []]);
    expect((await examples?.())?.length).toBe(1);
    expect(looked).toEqual(['chev']);
  });
});

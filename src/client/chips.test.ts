import { expect, it } from 'vitest';
import { translator } from '../model/messages.ts';
import { parseQueryText } from '../search/grammar.ts';
import { en } from '../site/locales/en.ts';
import { chipsOf, spanText } from './chips.ts';
import { notesOf } from './notes.ts';
import { plainChips } from './plain-chips.ts';
import { formatQuery, parseQuery } from './query.ts';

const page = { language: 'en', names: { source: { lwn: 'LWN' }, section: {} }, text: translator(en, 'en') };
const chips = (address: string): ReturnType<typeof chipsOf> => {
  const query = parseQuery(address);
  return chipsOf(query, parseQueryText(query.text, '2026-05-20').root.of, page);
};
const labels = (text: string): string[] =>
  chips(`?${new URLSearchParams({ q: text })}`).map(({ label }) => label);

it.each([
  ['swap tables', ['swap', 'tables']],
  ['"swap tables" -kernel !zram', ['“swap tables”', 'without kernel', 'without zram']],
  ['swap OR zram OR "b c"', ['swap, zram, or “b c”']],
  ['(swap zram) OR -tables', ['(swap and zram) or without tables']],
  ['-(swap OR zram)', ['without (swap or zram)']],
  ['intitle:swap author:"Jonathan Corbet"', ['In the title: swap', 'Author: Jonathan Corbet']],
  ['source:lwn section:kernel #memory', ['Source: lwn', 'Section: kernel', 'Topic: memory']],
  ['label:security lang:fr', ['Label: security', 'Language: French']],
  ['date:2026-05-18', ['Days: 18 May 2026']],
  ['date:2026-05/2026-06', ['Days: 1 May – 30 Jun 2026']],
  ['date:2026-05/ pubdate:/2026-05', ['Days: from 1 May 2026', 'Published: until 31 May 2026']],
  ['is:subscriber is:open', ['Subscribers', 'Open to all']],
  ['is:saved is:unread is:read -is:saved', ['Saved', 'Unread', 'Read', 'without Saved']],
])('says what was understood of %s', (text, expected) => {
  expect(labels(text).map((label) => label.replace(/\s/g, ' '))).toEqual(expected);
});

it('takes each part away, and leaves the others alone', () => {
  const address = '?q=swap+-kernel+author%3Acorbet&source=lwn&language=fr&from=2026-05-01&sort=date&page=3';
  expect(chips(address).map(({ label, without }) => [label, formatQuery(without)])).toEqual([
    ['swap', '?q=-kernel+author%3Acorbet&source=lwn&language=fr&from=2026-05-01&sort=date'],
    ['without kernel', '?q=swap+author%3Acorbet&source=lwn&language=fr&from=2026-05-01&sort=date'],
    ['Author: corbet', '?q=swap+-kernel&source=lwn&language=fr&from=2026-05-01&sort=date'],
    ['Source: LWN', '?q=swap+-kernel+author%3Acorbet&language=fr&from=2026-05-01&sort=date'],
    ['Language: French', '?q=swap+-kernel+author%3Acorbet&source=lwn&from=2026-05-01&sort=date'],
    ['Days: from 1 May 2026', '?q=swap+-kernel+author%3Acorbet&source=lwn&language=fr&sort=date'],
  ]);
});

const nothing = { corrections: new Map<string, string>(), partial: false, problems: [], broken: 0 };

it.each([
  ['swap "tables', '"tables'],
  ['swap (tables', 'parenthesis is not closed'],
  ['swap) tables', 'no opening one'],
  ['OR swap', '“OR” needs a word'],
  ['color:red', '“color”'],
  ['author: swap', '“author:”'],
  ['date:2026-13', '“date:2026-13”'],
  ['is:lost', '“is:lost”'],
  ['a '.repeat(80), 'too long'],
])('explains what is wrong with %s', (text, expected) => {
  const { problems } = parseQueryText(text, '2026-05-20');
  expect(problems).not.toEqual([]);
  const notes = notesOf({ ...nothing, problems }, page);
  expect(notes.join()).toContain(expected);
});

it('offers the plain word where a topic is none', () => {
  const problems = [{ code: 'noTopic', text: 'swap' }] as const;
  expect(notesOf({ ...nothing, problems }, page)).toEqual([
    'No topic is called “swap”. To look for the word itself, write only: swap',
  ]);
});

it('says nothing of an answer that is whole', () => {
  expect(notesOf(nothing, page)).toEqual([]);
});

it('says which words were taken for others, once what is missing, and each problem once', () => {
  const problem = { code: 'nothingNamed', text: 'source:x' } as const;
  const corrections = new Map([
    ['kernal', 'kernel'],
    ['swpa', 'swap'],
  ]);
  expect(notesOf({ corrections, partial: true, broken: 2, problems: [problem, problem] }, page)).toEqual([
    'Showing results for “kernel” and “swap”. Nothing was found for “kernal” and “swpa”.',
    en.searchPartial,
    en.searchBroken,
    'No name fits “source:x”.',
  ]);
});

it.each([
  ['?q=swap', true],
  ['?q=Swap+tables+2026&page=3', true],
  ['?q=%E6%9D%B1%E4%BA%AC+%C3%A9t%C3%A9', true],
  ['?q=node.js', false],
  ['?q=swap+-kernel', false],
  ['?q=%22swap%22', false],
  ['?q=%22OR%22', false],
  ['?q=a+OR+b', false],
  ['?q=intitle%3Aswap', false],
  ['?q=date%3A2026-05', false],
  ['?q=swap&source=lwn', false],
  ['?q=swap&from=2026-05-01', false],
])('says of %s what it says of words alone, or nothing', (address, isPlain) => {
  const query = parseQuery(address);
  const found = plainChips(query, parseQueryText(query.text, '2026-05-20').root.of);
  expect(found).toEqual(isPlain ? chips(address) : undefined);
});

it('writes days in French as the pages do', () => {
  const french = { ...page, language: 'fr' };
  const daysText = (from: string, to?: string): string =>
    spanText({ from, ...(to && { to }) }, french).replace(/\s/g, ' ');
  expect(daysText('2026-05-01', '2026-06-01')).toBe('1er mai – 1er juin 2026');
  expect(daysText('2026-05-01', '2026-05-11')).toBe('1er–11 mai 2026');
  expect(daysText('2026-05-01')).toBe('from 1er mai 2026');
});

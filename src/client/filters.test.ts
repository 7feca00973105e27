import { expect, it } from 'vitest';
import { type Facts, fits, parseSelection, withSelection, withToggled } from './filters.ts';

const facts: Facts = {
  isNew: true,
  isRead: false,
  isSaved: false,
  subscribers: false,
  source: 'lwn',
  language: 'en',
};

it.each([
  ['nothing', '', {}, true],
  ['what is new, of something new', '?only=new', {}, true],
  ['what is new, of something old', '?only=new', { isNew: false }, false],
  ['what is unread, of something read', '?only=unread', { isRead: true }, false],
  ['what is saved, of something that is not', '?only=saved', {}, false],
  ['both new and saved, of something only new', '?only=new&only=saved', {}, false],
  ['both new and saved, of something that is both', '?only=new&only=saved', { isSaved: true }, true],
  ['one source', '?source=lwn', {}, true],
  ['another source', '?source=desk', {}, false],
  ['one of two sources', '?source=desk&source=lwn', {}, true],
  ['a language besides the source', '?source=lwn&language=fr', {}, false],
  ['no subscribers’ items', '?hide=subscribers', { subscribers: true }, false],
  ['a filter that there is not', '?only=magic&hide=all', {}, true],
])('asks for %s', (_case, search, over: Partial<Facts>, expected) => {
  expect(fits({ ...facts, ...over }, parseSelection(search))).toBe(expected);
});

it('says in the address what is asked for, and leaves the rest of it', () => {
  const address = new URL('https://example.org/2026/05/18/?view=full&only=new#a');
  const selection = withToggled(withToggled(parseSelection(address.search), 'source', 'lwn'), 'only', 'new');
  expect(withSelection(address, selection).href).toBe(
    'https://example.org/2026/05/18/?view=full&source=lwn#a',
  );
  expect(parseSelection(withSelection(address, selection).search)).toEqual(selection);
});

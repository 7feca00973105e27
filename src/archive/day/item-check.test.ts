import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testRuns } from '../../model/test-runs.test-kit.ts';
import { checkItem, faultyFields, itemSchema } from './item-check.ts';

const whole = {
  id: 'f:1',
  url: 'https://example.org/1',
  external_url: 'https://example.org/2',
  title: 'T',
  content_html: '<p>a</p>',
  summary: 's',
  image: 'i',
  banner_image: 'b',
  date_published: '2026-05-18T10:00:00Z',
  date_modified: '2026-05-18T10:00:00.5+02:00',
  authors: [{ name: 'N', url: 'u', avatar: 'a' }, {}],
  tags: ['t'],
  language: 'en',
  attachments: [{ url: 'u', mime_type: '', title: '', size_in_bytes: 0, duration_in_seconds: 1.5 }],
  _daybook: {
    feed: 'f',
    key: 'abcdefghijk2',
    first_seen: '2026-05-18T10:00:00Z',
    dated_by: 'published',
    access: 'open',
    freed: '2026-05-18T10:00:00Z',
    backlog: true,
    imported: true,
    revised: '2026-05-18T10:00:00Z',
    versions: ['x'],
    labels: ['l'],
    full_text: { url: 'u', fetched: '2026-05-18T10:00:00Z', feed_html: '' },
    story: { key: 'abcdefghijk2', reason: { kind: 'words', words: ['w'] }, was: ['abcdefghijk3'] },
    comments_url: 'u',
    comments_count: 0,
    source: { title: '', url: 'u', feed_url: 'f' },
    rights: '',
    links: [{ rel: '', url: 'u', type: '', title: '', language: '' }],
    chapters_url: 'u',
    transcripts: [{ url: 'u', type: '' }],
    location: { latitude: -90, longitude: 180 },
    cleaner: 1,
  },
  _other: { a: 1 },
};

const fitsSchema = new Ajv2020({ allErrors: true }).compile(itemSchema);

/** What somebody else's checker finds by the published schema, as paths of one or two names. */
function faultsBySchema(value: unknown): string[] {
  if (fitsSchema(value)) return [];
  const paths = (fitsSchema.errors ?? []).map(({ instancePath, params: { missingProperty } }) => {
    const path = [...instancePath.split('/').slice(1), ...(missingProperty ? [String(missingProperty)] : [])];
    return path.slice(0, path[0] === '_daybook' ? 2 : 1);
  });
  return [...new Set(paths.map((path) => path.join('.')))].sort();
}

const faults = (value: unknown): string[] =>
  faultyFields(value)
    .map((path) => path.join('.'))
    .sort();

/** Every place in a value. */
function places(value: unknown, path: readonly string[] = []): string[][] {
  const inner =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, part]) => places(part, [...path, name]))
      : [];
  return [[...path], ...inner];
}

type Tree = { [name: string]: unknown };

function changed(value: unknown, [name, ...rest]: readonly string[], to: unknown): unknown {
  if (name === undefined) return to;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as Tree) }) as Tree;
  if (rest.length === 0 && to === undefined && !Array.isArray(value)) delete copy[name];
  else copy[name] = changed(copy[name], rest, to);
  return copy;
}

const strange = fc.constantFrom<unknown>(
  ...[
    undefined,
    null,
    true,
    false,
    0,
    -1,
    91,
    181,
    Number.POSITIVE_INFINITY,
    '',
    'x',
    'Words',
    [],
    [''],
    ['a', 1],
    {},
    [null],
  ],
  ...[
    'first',
    'words',
    'open',
    'published',
    'abcdefghijk2',
    '1bcdefghijk2',
    'F',
    '2026-05-18',
    '2026-05-18T10:00:00',
  ],
  ...[
    { kind: 'first' },
    { kind: 'words' },
    { kind: 'names' },
    { kind: 'same-title' },
    { kind: 'words', words: [''] },
    { kind: 'else' },
    { url: '' },
    [{}],
  ],
);

describe('checkItem', () => {
  it('takes an item with everything, and hands on what it does not know', () => {
    expect(faultsBySchema(whole)).toEqual([]);
    expect(checkItem(whole)).toEqual(whole);
  });

  it('finds what the published schema finds, whatever stands where', () => {
    let bad = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...places(whole)), strange), { minLength: 1, maxLength: 3 }),
        (changes) => {
          const [first = [], to] = changes[0] ?? [];
          const value = changes
            .slice(1)
            .reduce(
              (tree, [path, part]) => (path[0] === first[0] ? tree : changed(tree, path, part)),
              changed(whole, first, to),
            );
          const found = faultsBySchema(value);
          if (found.length > 0) bad += 1;
          expect(faults(value)).toEqual(found);
          expect(checkItem(value) === undefined).toBe(found.length > 0);
        },
      ),
      { numRuns: testRuns({ quick: 2_000, full: 20_000 }) },
    );
    expect(bad).toBeGreaterThan(500);
  });

  it('finds what the published schema finds in anything', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(checkItem(value) === undefined).toBe(!fitsSchema(value));
      }),
    );
  });
});

it.each([
  '2026-13-01T10:00:00Z',
  '2026-05-18T25:00:00Z',
  '2026-05-18T10:61:00Z',
  '2026-05-18T10:00:00+99:00',
])('refuses %s, a moment that there is not', (moment) => {
  const { _daybook } = whole;
  expect(faults({ ...whole, date_published: moment })).toEqual(['date_published']);
  expect(checkItem({ ...whole, _daybook: { ..._daybook, first_seen: moment } })).toBeUndefined();
});

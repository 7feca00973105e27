import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EditorFile, ItemName } from '../../model/types.ts';
import { onDay, planOf, storyAbout } from '../digest-item.test-kit.ts';
import type { DigestItem } from '../digest-item.ts';
import { editStories } from '../stories/edit-stories.ts';
import type { Story } from '../stories/stories.ts';
import { layOut } from './edition.ts';
import { itemsNamed, resolveEdits } from './editor.ts';
import { layOutLong } from './long-edition.ts';

const name = (text: string): ItemName => ({ name: text, where: `at ${text}` });

function file(edition: string, over: Partial<EditorFile> = {}): EditorFile {
  return { edition, authors: [], pin: [], drop: [], notes: [], merge: [], split: [], text: '', ...over };
}

const items = [
  onDay('aaaa', '2026-05-18', { url: 'https://a.example/1' }),
  onDay('bbbb', '2026-05-18', { url: 'https://b.example/x#aaaa', external_url: 'https://c.example/' }),
  onDay('cccc', '2026-05-19', { url: 'https://c.example/' }),
];

describe('a name', () => {
  it.each([
    ['a key', 'aaaa', ['aaaa']],
    ['a key with its sign', '#aaaa', ['aaaa']],
    ['the address in the digest', 'https://digest.example/2026/05/18/#bbbb', ['bbbb']],
    ['the same without its host', '/2026/05/18/#bbbb', ['bbbb']],
    ['the address at the source', 'https://a.example/1', ['aaaa']],
    ['a page that two items lead to', 'https://c.example/', ['bbbb', 'cccc']],
    ['nothing', 'zzzz', []],
  ])('is %s', (_case, text, keys) => {
    expect((itemsNamed([text], items).get(text) ?? []).map(({ key }) => key)).toEqual(keys);
  });
});

describe('resolveEdits', () => {
  it('gives what is found, and tells what is not, with its place', () => {
    const edits = resolveEdits(
      [
        file('2026-05-18', {
          lead: name('#aaaa'),
          pin: [name('cccc'), name('bbbb'), name('#bbbb')],
          drop: [name('nope')],
          notes: [{ item: name('bbbb'), text: 'Note.' }],
          merge: [[name('aaaa'), name('cccc')]],
          split: [name('gone')],
        }),
      ],
      items,
    );
    expect(edits.editions.get('2026-05-18')).toMatchObject({ lead: 'aaaa', pin: ['bbbb'] });
    expect(edits.editions.get('2026-05-18')?.notes).toEqual(new Map([['bbbb', 'Note.']]));
    expect(edits.merge).toEqual([['aaaa', 'cccc']]);
    expect(edits.problems.map(({ code, where }) => [code, where])).toEqual([
      ['EDITION_ITEM_ELSEWHERE', 'at cccc'],
      ['EDITION_ITEM_UNKNOWN', 'at nope'],
      ['EDITION_ITEM_UNKNOWN', 'at gone'],
    ]);
    expect(edits.problems[0]?.why).toContain('2026-05-19');
  });

  it('finds the items of all days of a week or month', () => {
    const edits = resolveEdits([file('2026-w21', { pin: [name('aaaa'), name('cccc')] })], items);
    expect(edits.editions.get('2026-w21')?.pin).toEqual(['aaaa', 'cccc']);
    expect(edits.problems).toEqual([]);
  });
});

describe('an edition that was edited', () => {
  const many = Array.from({ length: 9 }, (_, at) => onDay(`k${at}`, '2026-05-18', { weight: 9 - at }));
  const editor = (lead: string | undefined, ...pin: string[]) => ({
    ...(lead !== undefined && { lead }),
    pin,
    drop: new Set<string>(),
  });
  const front = (plan: ReturnType<typeof planOf>, lay: typeof layOut = layOut): (string | undefined)[] => {
    const { lead, seconds } = lay(plan);
    return [lead, ...seconds].map((place) => place?.item.key);
  };

  it('begins with what its editor puts first, then goes on by rank', () => {
    expect(front(planOf(many, [], { editor: editor('k8', 'k7') }))).toEqual(['k8', 'k7', 'k0', 'k1']);
    expect(front(planOf(many, [], { editor: editor('k8', 'k7') }), layOutLong).slice(0, 2)).toEqual([
      'k8',
      'k7',
    ]);
  });

  it('leads with the first pin where no lead is named, and shows all pins', () => {
    expect(front(planOf(many, [], { editor: editor(undefined, 'k8', 'k7', 'k6', 'k5', 'k4') }))).toEqual([
      'k8',
      'k7',
      'k6',
      'k5',
      'k4',
    ]);
  });

  it('has a front page even on a quiet day', () => {
    const quiet = many.slice(0, 3);
    expect(front(planOf(quiet, [], { editor: editor('k2') }))).toEqual(['k2']);
    expect(layOut(planOf(quiet, [], { editor: editor('k2') })).sections[0]?.places).toHaveLength(2);
  });

  it('lets the named item stand for its story', () => {
    const [a, b] = [many[0], many[5]];
    if (!a || !b) throw new Error();
    const { lead } = layOut(planOf(many, [storyAbout(a, b)], { editor: editor('k5') }));
    expect([lead?.item.key, lead?.also.map(({ item }) => item.key)]).toEqual(['k5', ['k0']]);
  });

  it('loses nothing, whatever is named', () => {
    const anyKey = fc.constantFrom('k0', 'k3', 'k8', 'nope');
    fc.assert(
      fc.property(fc.option(anyKey, { nil: undefined }), fc.array(anyKey), (lead, pin) => {
        const found = layOut(planOf(many, [], { editor: editor(lead, ...pin) }));
        const places = [found.lead, ...found.seconds, ...found.sections.flatMap((section) => section.places)];
        const keys = places.filter((place) => place !== undefined).map(({ item }) => item.key);
        expect(keys.sort()).toEqual(many.map(({ key }) => key));
      }),
    );
  });

  it('of a week leaves dropped items out of its selection', () => {
    const plan = planOf(many, [], { editor: { pin: [], drop: new Set(['k0']) } });
    expect(front(plan, layOutLong)).not.toContain('k0');
    expect(layOutLong({ ...plan, items: many.slice(0, 3) })).toMatchObject({ isWhole: false });
  });
});

describe('editStories', () => {
  const one = ['a1', 'a2', 'a3'].map((key, at) => onDay(key, `2026-05-1${at}`));
  const two = ['b1', 'b2'].map((key, at) => onDay(key, `2026-05-2${at}`));
  const lone = ['x1', 'x2'].map((key) => onDay(key, '2026-05-09'));
  const all = [...one, ...two, ...lone];
  const stories = [storyAbout(...one), storyAbout(...two)];
  const edit = (merge: string[][], split: string[] = []) =>
    editStories(stories, { merge, split }, (key) => all.find((item) => item.key === key));
  const shape = (found: readonly Story[]): [string, string[]][] =>
    found.map(({ key, members }) => [key, members.map(({ item }) => item.key)]);

  it('leaves everything as it is where nothing is said', () => {
    expect(edit([])).toEqual({ stories, aliases: new Map() });
  });

  it('joins whole stories under the older key, and leads the other one there', () => {
    const { stories: found, aliases } = edit([['b2', 'a3']]);
    expect(shape(found)).toEqual([['a1', ['a1', 'a2', 'a3', 'b1', 'b2']]]);
    expect(aliases).toEqual(new Map([['b1', 'a1']]));
    expect(found[0]?.members.map(({ reason }) => reason.kind)).toEqual([
      'same-page',
      'same-page',
      'same-page',
      'editor',
      'editor',
    ]);
  });

  it('keeps a story’s key when an older item joins it', () => {
    expect(shape(edit([['x1', 'b1']]).stories)).toEqual([
      ['a1', ['a1', 'a2', 'a3']],
      ['b1', ['x1', 'b1', 'b2']],
    ]);
  });

  it('makes a story of lone items, by the key of the first', () => {
    const { stories: found } = edit([['x2', 'x1']]);
    expect(shape(found).at(-1)).toEqual(['x1', ['x1', 'x2']]);
    expect(found.at(-1)?.members.map(({ reason }) => reason.kind)).toEqual(['first', 'editor']);
  });

  it('takes items out, and leaves the key to those that stay', () => {
    expect(shape(edit([], ['a1']).stories)[0]).toEqual(['a1', ['a2', 'a3']]);
    expect(shape(edit([], ['b1', 'b2']).stories)[1]).toEqual(['b1', ['b2']]);
  });

  it('may put what was taken out into another story, without taking a key that is in use', () => {
    expect(shape(edit([['a1', 'x1']], ['a1']).stories)).toEqual([
      ['a1', ['a2', 'a3']],
      ['b1', ['b1', 'b2']],
      ['x1', ['x1', 'a1']],
    ]);
  });

  it('follows aliases through several joins', () => {
    const { stories: found, aliases } = edit([
      ['b1', 'x1'],
      ['b2', 'a1'],
      ['x2', 'b1'],
    ]);
    expect(found).toHaveLength(1);
    for (const [, target] of aliases) expect(found[0]?.key).toBe(target);
  });

  it('names nothing that is not there, and never puts an item into two stories', () => {
    const anyKey = fc.constantFrom(...all.map(({ key }) => key), 'nope');
    fc.assert(
      fc.property(
        fc.array(fc.array(anyKey, { maxLength: 4 }), { maxLength: 4 }),
        fc.array(anyKey),
        (merge, split) => {
          const { stories: found, aliases } = edit(merge, split);
          const members = found.flatMap((story) =>
            story.members.map(({ item }: { item: DigestItem }) => item.key),
          );
          expect(new Set(members).size).toBe(members.length);
          const keys = new Set(found.map(({ key }) => key));
          expect(keys.size).toBe(found.length);
          for (const { key } of stories) expect(keys.has(aliases.get(key) ?? key)).toBe(true);
          for (const alias of aliases.keys()) expect(keys.has(alias)).toBe(false);
        },
      ),
    );
  });
});

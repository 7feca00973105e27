import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testRuns } from '../../model/test-runs.test-kit.ts';
import type { StoryPlace } from '../../model/types.ts';
import { formatLearned, parseLearned } from './learned.ts';
import {
  decideStories,
  groupStories,
  type Learned,
  placesOf,
  type Story,
  storyWindowDays,
} from './stories.ts';
import { anyItems, itemOf, type Told, withPlace } from './story.test-kit.ts';

function group(...told: readonly Told[]): Story[] {
  return groupStories(told.map(itemOf));
}

/** Stories as the keys of their members. */
function keysOf(stories: readonly Story[]): string[] {
  return stories.map(({ members }) => members.map(({ item }) => item.key).join(' '));
}

const page = 'https://mill.example/2026/wheel';

describe('pages', () => {
  it.each([
    ['two feeds give the same address', page, page],
    ['a tracking parameter differs', page, `${page}?utm_source=rss&utm_medium=feed`],
    ['a closing slash, www. and the scheme differ', page, 'http://www.mill.example/2026/wheel/'],
    ['parameters stand in another order', `${page}?a=1&b=2`, `${page}?b=2&a=1`],
  ])('joins items when %s', (_case, first, second) => {
    const [story] = group(
      { key: 'a', title: 'The wheel turns', url: first },
      { key: 'b', title: 'Seen elsewhere', url: second },
    );
    expect(story?.key).toBe('a');
    expect(story?.members.map(({ reason }) => reason.kind)).toEqual(['first', 'same-page']);
  });

  it('joins a link blog to the item that it is about', () => {
    const stories = group(
      { key: 'a', title: 'The wheel turns', url: page },
      { key: 'b', title: 'Well said', external_url: `${page}#more` },
    );
    expect(keysOf(stories)).toEqual(['a b']);
  });

  it.each([
    ['parameters that name the page differ', `${page}?id=1`, `${page}?id=2`],
    ['the address is a home page', 'https://mill.example/', 'https://mill.example'],
    ['the address is no web address', 'tag:mill.example,2026:1', 'tag:mill.example,2026:1'],
  ])('keeps items apart when %s', (_case, first, second) => {
    const stories = group(
      { key: 'a', title: 'The wheel turns', url: first },
      { key: 'b', title: 'Seen elsewhere', url: second },
    );
    expect(stories).toEqual([]);
  });

  it('keeps the items of one feed apart, whatever they share', () => {
    const stories = group(
      { key: 'a', feed: 'mill', title: 'The wheel of the old mill turns again', url: page },
      { key: 'b', feed: 'mill', title: 'The wheel of the old mill turns again', url: page },
    );
    expect(stories).toEqual([]);
  });
});

describe('links', () => {
  it('joins items that link to a member or to the page that it links to', () => {
    const [story] = group(
      { key: 'a', title: 'Die Mühle dreht sich', language: 'de', links: [page] },
      { key: 'b', title: 'Le moulin tourne', language: 'fr', day: '2026-05-06', links: [`${page}?utm_id=1`] },
      {
        key: 'c',
        title: 'Heard on the radio',
        day: '2026-05-08',
        links: ['https://feed-a.example/a'],
      },
    );
    expect(story?.members.map(({ item, reason }) => [item.key, reason.kind])).toEqual([
      ['a', 'first'],
      ['b', 'links-to-it'],
      ['c', 'links-to-it'],
    ]);
  });

  it.each([
    'https://mill.example/2026/licence-field/',
    'https://mill.example/jobs-report-for-may',
    'https://mill.example/contact-lenses-recalled.html',
  ])('joins items by a page whose name begins like that of a footer: %s', (url) => {
    const stories = group(
      { key: 'a', title: 'Roues à aubes', language: 'fr', url },
      { key: 'b', title: 'Windmühlen', language: 'de', links: [url] },
    );
    expect(stories).toHaveLength(1);
  });

  it.each([
    ['a licence', 'https://licences.example/by-sa/4.0/'],
    ['a donation page', 'https://mill.example/donate'],
    ['what a footer links to', 'https://mill.example/en/privacy-policy.html'],
    ['a live stream', 'https://video.example/live/'],
    ['a home page', 'https://mill.example/'],
  ])('does not join items by %s', (_case, link) => {
    const stories = group(
      { key: 'a', title: 'Roues à aubes', language: 'fr', links: [link] },
      { key: 'b', title: 'Windmühlen', language: 'de', links: [link] },
    );
    expect(stories).toEqual([]);
  });

  it('does not join items that share a date instead of a title, or numbers alone', () => {
    const titles = ['2026-05-18', '18.05.2026', '7.1-rc3 4.12 1204'];
    for (const title of titles)
      expect(group({ key: 'a', title }, { key: 'b', title, day: '2026-05-05' })).toEqual([]);
    expect(
      group(...['a', 'b'].map((key) => ({ key, title: 'Lantern 7.1-rc3 burns 1204 hours' }))),
    ).toHaveLength(1);
  });

  it('does not join items by a page that one feed links to twice', () => {
    const links = [page];
    const stories = group(
      { key: 'a', feed: 'abbey', title: 'Roues à aubes', language: 'fr', links },
      { key: 'b', feed: 'abbey', title: 'Meules', language: 'fr', links },
      { key: 'd', title: 'Windmühlen', language: 'de', day: '2026-05-05', links },
    );
    expect(stories).toEqual([]);
  });

  it('knows such a page from items that came with the first, but are dated after it', () => {
    const told = { links: [page], first_seen: '2026-05-09T00:00:00Z' };
    const stories = group(
      { key: 'a', feed: 'abbey', title: 'Roues à aubes', language: 'fr', ...told },
      { key: 'b', title: 'Windmühlen', language: 'de', day: '2026-05-05', ...told },
      { key: 'c', feed: 'abbey', title: 'Farine', language: 'fr', day: '2026-05-06', ...told },
    );
    expect(stories).toEqual([]);
  });

  it('does not join items by a page that very many feeds link to', () => {
    const told = Array.from({ length: 20 }, (_, at) => ({
      key: `k${at}`,
      title: `Item ${at}`,
      first_seen: '2026-05-05T00:00:00Z',
      links: [page],
    }));
    expect(group(...told)).toEqual([]);
  });

  it('does not join items of one language that link to one page and share no word', () => {
    const stories = group(
      { key: 'a', title: 'How millstones are dressed', links: [page] },
      { key: 'b', title: 'Two recipes for rye', links: [page] },
    );
    expect(stories).toEqual([]);
  });

  it('leaves a list of items out of the stories that it lists', () => {
    const stories = group(
      { key: 'a', title: 'Ein Damm', language: 'de' },
      { key: 'b', title: 'Un pont', language: 'fr' },
      {
        key: 'c',
        title: 'Links',
        day: '2026-05-05',
        links: ['https://feed-a.example/a', 'https://feed-b.example/b'],
      },
    );
    expect(stories).toEqual([]);
  });

  it('leaves a column out whose title returns, even when it links to one item', () => {
    const stories = group(
      { key: 'a', title: 'A dam is opened', day: '2026-05-08' },
      { key: 'b', feed: 'notes', title: 'Weekly notes', day: '2026-05-02' },
      {
        key: 'c',
        feed: 'notes',
        title: 'Weekly notes',
        day: '2026-05-09',
        links: ['https://feed-a.example/a'],
      },
    );
    expect(stories).toEqual([]);
  });

  it.each([
    [21, 1],
    [22, 0],
  ])('joins by a link over %i days: %i', (days, count) => {
    const later = new Date(Date.parse('2026-05-04') + days * 86_400_000).toISOString().slice(0, 10);
    const stories = group(
      { key: 'a', title: 'Ein Damm', language: 'de' },
      { key: 'b', title: 'Reply', day: later, links: ['https://feed-a.example/a'] },
    );
    expect(stories).toHaveLength(count);
  });
});

describe('words', () => {
  it.each([
    [
      'en',
      ['Barn owl raises chicks in Corley signal box', 'Railway staff ring the bell by hand.'],
      ['Corley signal box falls silent for barn owl', 'Staff of the railway ring by hand for the chicks.'],
    ],
    [
      'fr',
      ['L’orgue de Montferrain retrouve ses tuyaux', 'Volés en 1944, les derniers ont été refondus à Lorc.'],
      [
        'À Montferrain, les tuyaux de l’orgue sont là',
        'Ils furent volés en 1944 ; Lorc a refondu les derniers.',
      ],
    ],
    [
      'de',
      ['Turnhalle in Wischhafen gesperrt', 'Gutachter fanden Feuchtigkeit in drei Bindern des Dachs.'],
      ['Feuchtigkeit im Dach: Wischhafen schließt Turnhalle', 'Drei Binder sind laut Gutachtern betroffen.'],
    ],
    [
      'ar',
      ['منارة رأس الملح تستقبل الزوار', 'اكتمل ترميم العدسة القديمة بعد سبع سنوات.'],
      ['بعد ترميم دام سبع سنوات تفتح منارة رأس الملح', 'عاد الزوار لرؤية العدسة القديمة.'],
    ],
    [
      'zh',
      ['河堤自行车道延长十二公里', '新路段沿途设有六处饮水点。'],
      ['自行车道沿河堤再延长十二公里', '沿途新建六处饮水点。'],
    ],
    [
      'ja',
      ['港町の時計台、修理を終えて再開', '百年前の部品を職人が作り直した。'],
      ['時計台の修理が完了、港町で再開を祝う', '職人が百年前の部品を再現。'],
    ],
  ])(
    'joins two accounts of one event in %s and names the words',
    (language, [title, summary], [other, lead]) => {
      const [story] = group(
        { key: 'a', language, title: title ?? '', summary: summary ?? '' },
        { key: 'b', language, title: other ?? '', summary: lead ?? '', day: '2026-05-05' },
      );
      const reason = story?.members[1]?.reason;
      expect(reason?.kind).toBe(language === 'de' ? 'names' : 'words');
      const text = `${other} ${lead}`;
      if (reason && 'words' in reason) {
        expect(reason.words.length).toBeGreaterThan(2);
        for (const word of reason.words) expect(text).toContain(word);
      }
    },
  );

  it.each([
    [
      'a place differs in one template',
      ['Barn fire near Thorne, no one hurt', 'Sixty bales burned; firefighters suspect a tractor.'],
      ['Barn fire near Lenn, no one hurt', 'Ninety bales burned; firefighters suspect a cable.'],
    ],
    [
      'two words differ in one template and its lead',
      ['Süderende sucht Freiwillige für das Krötentaxi', 'Eimer sind vorhanden, Stiefel mitzubringen.'],
      ['Ostermoor sucht Freiwillige für das Repair-Café', 'Lötkolben sind vorhanden, Geduld mitzubringen.'],
    ],
    [
      'candidates of one version have other numbers',
      ['Kernel prepatch 7.1-rc3 released for testing', 'Linus released the prepatch for testing.'],
      ['Kernel prepatch 7.1-rc4 released for testing', 'Linus released the prepatch for testing.'],
    ],
    [
      'numbers differ in titles of another order',
      ['Kernel prepatch 7.1-rc3 released for testing', 'Linus released the prepatch for testing.'],
      ['Released for testing: 7.1-rc4, a kernel prepatch', 'Linus released the prepatch for testing.'],
    ],
    [
      'versions differ',
      ['Postern 4.2.0 mail server released today', 'The mail server stores its queue anew.'],
      ['Postern 4.3.0 mail server released today', 'The mail server stores its queue anew.'],
    ],
    [
      'days differ in one template',
      ['Security updates for Monday', 'Updates have been issued by Marram (curl) and Tern (openssl).'],
      ['Security updates for Tuesday', 'Updates have been issued by Marram (vim) and Tern (curl).'],
    ],
    [
      'scores differ',
      ['Harl Rovers 2–1 Fenwick Town', 'A late goal decided the match of the round in front of 14,000.'],
      ['Harl Rovers 0–3 Fenwick Town', 'A late goal decided the match of the round in front of 9,000.'],
    ],
    [
      'they name nothing in common',
      ['Accident de car à Morlaix : six blessés légers', 'Le chauffeur est indemne.'],
      ['Six blessés légers dans un accident de car à Vernes', 'Le chauffeur est indemne.'],
    ],
    [
      'a week has passed and the figures are others',
      ['Jobless claims fall', 'Claims dropped to 41,000 in the week to Saturday, the office said.'],
      [
        'Jobless claims fall again',
        'Claims dropped to 39,500 in the week to Saturday, the office said.',
        '2026-05-11',
      ],
    ],
    ['titles alone are alike and short', ['Weekly notes', ''], ['Weekly notes', '']],
  ])('keeps items apart when %s', (_case, [title, summary], [other, lead, day]) => {
    const stories = group(
      { key: 'a', title: title ?? '', ...(summary && { summary }) },
      { key: 'b', title: other ?? '', ...(lead && { summary: lead }), ...(day && { day }) },
    );
    expect(stories).toEqual([]);
  });

  it.each([
    [
      'a count is rounded',
      ['121 nurses in Dorne test positive', 'The health staff said most work in town clinics.'],
      ['Some 120 nurses infected in Dorne', '103 of them work in town clinics, the health staff said.'],
    ],
    [
      'the toll has risen since the morning',
      ['Quake kills 9 in Tarsk', 'A market hall collapsed in the port; rescuers dig through the ruins.'],
      ['Quake kills 23 in Tarsk', 'Rescuers dig through the ruins of the market hall in the port.'],
    ],
    [
      'one verb of the title is another',
      ['Les dockers de Sarlou proposent une grève reconductible dès la mi-mars', ''],
      ['Les dockers de Sarlou envisagent une grève reconductible dès la mi-mars', ''],
    ],
  ])('joins items though %s', (_case, [title, summary], [other, lead]) => {
    const language = title?.startsWith('Les') ? 'fr' : 'en';
    const stories = group(
      { key: 'a', language, title: title ?? '', ...(summary && { summary }) },
      { key: 'b', language, title: other ?? '', ...(lead && { summary: lead }) },
    );
    expect(keysOf(stories)).toEqual(['a b']);
  });

  it('joins a press release that two feeds print with one word changed in its title', () => {
    const summary = 'Wardens found fresh signs at 61 of 84 bridges along the river this spring.';
    const stories = group(
      { key: 'a', title: 'Otter count doubles on the Wend', summary },
      { key: 'b', title: 'Otter number doubles on the Wend', summary },
    );
    expect(keysOf(stories)).toEqual(['a b']);
  });

  const owl = {
    title: 'Barn owl raises chicks in Corley signal box',
    summary: 'Railway staff ring the bell by hand.',
  };

  it.each([
    [7, 1],
    [8, 0],
  ])('joins by words over %i days: %i', (days, count) => {
    const later = new Date(Date.parse('2026-05-04') + days * 86_400_000).toISOString().slice(0, 10);
    expect(group({ key: 'a', ...owl }, { key: 'b', ...owl, day: later })).toHaveLength(count);
  });

  it('joins a feed’s follow-up by what another feed tells too', () => {
    const stories = group(
      { key: 'a', feed: 'rail', ...owl },
      { key: 'b', ...owl, day: '2026-05-05' },
      {
        key: 'c',
        feed: 'rail',
        day: '2026-05-07',
        title: 'Corley’s owl chicks have flown',
        summary: 'The signal box is quiet and the railway staff leave the bell alone.',
      },
    );
    expect(keysOf(stories)).toEqual(['a b c']);
  });

  it('keeps the next episode out of a story that the last one was in', () => {
    const stories = group(
      { key: 'a', title: 'Siri in conversation', language: 'fr' },
      {
        key: 'b',
        feed: 'show',
        title: 'The Talk Show: Egg Freckles',
        summary: 'Special guest joins the podcast for a long episode.',
        day: '2026-05-05',
        links: ['https://feed-a.example/a'],
      },
      {
        key: 'c',
        feed: 'show',
        title: 'The Talk Show: Throwing a Baby',
        summary: 'Special guest joins the podcast for a long episode.',
        day: '2026-05-07',
      },
    );
    expect(keysOf(stories)).toEqual(['a b']);
  });

  it('words of a story that very many feeds tell stay rare', () => {
    const told = Array.from({ length: 80 }, (_, at) => ({
      key: `k${at}`,
      ...owl,
      first_seen: new Date(Date.UTC(2026, 4, 4, at)).toISOString(),
    }));
    const [story] = group(...told);
    expect(story?.members).toHaveLength(80);
  });

  it('does not join by words that every item of the weeks around holds', () => {
    const common = Array.from({ length: 60 }, (_, at) => ({
      key: `k${at}`,
      feed: 'markets',
      title: `Harbour market prices rise slowly ${at}`,
      first_seen: '2026-05-04T00:00:00Z',
    }));
    const stories = group(...common, {
      key: 'z',
      title: 'Harbour market prices rise slowly',
      day: '2026-05-05',
    });
    expect(stories).toEqual([]);
  });
});

describe('as items arrive', () => {
  it('the answer does not depend on their order', () => {
    fc.assert(
      fc.property(
        anyItems.chain((items) =>
          fc.tuple(
            fc.constant(items),
            fc.shuffledSubarray(items, { minLength: items.length, maxLength: items.length }),
          ),
        ),
        ([items, shuffled]) => {
          expect(groupStories(shuffled)).toEqual(groupStories(items));
        },
      ),
    );
  });

  it('stories only grow: none loses a member, and its key leads to an older story once it was joined with that', () => {
    fc.assert(
      fc.property(anyItems, fc.integer({ min: 1, max: 33 }), (items, after) => {
        const moment = after > 31 ? `2026-06-0${after - 31}` : `2026-05-${`${after}`.padStart(2, '0')}`;
        const seen = items.filter(({ first_seen }) => first_seen < moment);
        const now = new Map(
          groupStories(items).flatMap((story) => story.members.map(({ item }) => [item.key, story] as const)),
        );
        const places = placesOf(items);
        for (const { key, members } of groupStories(seen)) {
          const story = now.get(key);
          for (const { item } of members) {
            expect(now.get(item.key)).toBe(story);
            if (story?.key !== key) expect(places.get(item.key)?.was).toContain(key);
          }
          const first = items.find((item) => item.key === story?.key);
          expect(first?.first_seen.localeCompare(members[0]?.item.first_seen ?? '')).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it('a run that knows what earlier ones decided answers as if it read everything', () => {
    fc.assert(
      fc.property(anyItems, fc.integer({ min: 1, max: 31 }), (items, after) => {
        const until = `2026-05-${`${after}`.padStart(2, '0')}T12:00:00Z`;
        const places = placesOf(items.filter(({ first_seen }) => first_seen <= until));
        const known = items.map((item) => withPlace(item, places));
        expect(keysOf(groupStories(known))).toEqual(keysOf(groupStories(items)));
        expect([...placesOf(known)].sort()).toEqual(
          [...placesOf(items)].filter(([key]) => placesOf(known).has(key)).sort(),
        );
      }),
    );
  });

  it('runs that hand on what they learned answer as one that reads everything', () => {
    fc.assert(
      fc.property(anyItems, (items) => {
        const places = new Map<string, StoryPlace>();
        let learned: Learned | undefined;
        for (const day of [...new Set(items.map(({ first_seen }) => first_seen.slice(0, 10)))].sort()) {
          const seen = items.filter(({ first_seen }) => first_seen.slice(0, 10) <= day);
          const decided = decideStories(
            seen.map((item) => withPlace(item, places)),
            { learned, until: `${day}T00:00:00Z` },
          );
          for (const [key, place] of decided.places) places.set(key, place);
          if (decided.learned) learned = parseLearned(formatLearned(decided.learned));
          expect(learned?.through).toBe(`${day}T00:00:00Z`);
        }
        expect(places).toEqual(placesOf(items));
      }),
      { numRuns: testRuns({ quick: 40, full: 1_000 }) },
    );
  });

  const fire = [
    {
      key: 'a',
      title: 'Fire stops all trains at Eastmoor',
      summary: 'Cables burned overnight in a signal box.',
    },
    {
      key: 'b',
      title: 'Eastmoor passengers stranded for hours',
      summary: 'People slept on benches while all trains were cancelled.',
    },
    {
      key: 'c',
      title: 'Signal box fire at Eastmoor: all trains cancelled, passengers stranded',
      summary: 'Cables burned overnight; people slept on benches for hours.',
    },
  ].map((told, at) => itemOf({ ...told, date: `2026-05-04T1${at}:00:00Z` }));

  it('two stories are joined under the older key when a later item shows that they are one', () => {
    expect(groupStories(fire.slice(0, 2))).toEqual([]);
    const places = placesOf(fire);
    expect([...places].map(([key, { key: story, was }]) => [key, story, was])).toEqual([
      ['a', 'a', undefined],
      ['b', 'a', ['b']],
      ['c', 'a', undefined],
    ]);
    expect(places.get('b')?.reason.kind).not.toBe('first');
    expect(keysOf(groupStories(fire))).toEqual(['a b c']);
  });

  it('a run that shows it says so of items that earlier runs decided', () => {
    const before = placesOf(fire.slice(0, 2));
    const known = fire.map((item) => withPlace(item, before));
    expect(placesOf(known)).toEqual(new Map([...placesOf(fire)].filter(([key]) => key !== 'a')));
    const after = known.map((item) => withPlace(item, placesOf(fire)));
    expect(keysOf(groupStories(after))).toEqual(['a b c']);
  });

  it('every item is in one story at most, and each story has two members and one first', () => {
    fc.assert(
      fc.property(anyItems, (items) => {
        const stories = groupStories(items);
        const keys = stories.flatMap(({ members }) => members.map(({ item }) => item.key));
        expect(new Set(keys).size).toBe(keys.length);
        for (const { key, members } of stories) {
          expect(members.length).toBeGreaterThan(1);
          expect(members[0]?.item.key).toBe(key);
          expect(members.filter(({ reason }) => reason.kind === 'first')).toHaveLength(1);
        }
      }),
    );
  });

  it('what is decided stays, whatever becomes of the texts, and whatever is no longer among the items', () => {
    fc.assert(
      fc.property(anyItems, fc.func(fc.boolean()), (items, isGone) => {
        const places = placesOf(items);
        const kept = items
          .filter(({ key }) => !isGone(key))
          .map((item) => ({ ...withPlace(item, places), title: `Retold ${item.key}`, links: [] }));
        const stories = groupStories(kept);
        for (const { key, members } of groupStories(items)) {
          const left = members.filter(({ item }) => !isGone(item.key)).map(({ item }) => item.key);
          const now = stories.find((story) => story.key === key)?.members.map(({ item }) => item.key);
          expect(now).toEqual(left.length > 1 ? left : undefined);
        }
        for (const { key } of stories) expect(items.map((item) => item.key)).toContain(key);
      }),
    );
  });

  it('keeps the key of a story that began before the window', () => {
    const links = ['https://feed-b.example/b'];
    const member = itemOf({
      key: 'b',
      title: 'Ein Damm',
      language: 'de',
      day: '2026-03-20',
      story: { key: 'old', reason: { kind: 'links-to-it' } },
    });
    const fresh = itemOf({ key: 'c', title: 'Un barrage', language: 'fr', day: '2026-04-08', links });
    expect(placesOf([member, fresh]).get('c')).toEqual({ key: 'old', reason: { kind: 'links-to-it' } });
    const stories = groupStories([member, fresh]);
    expect(stories.map(({ key }) => key)).toEqual(['old']);
    expect(keysOf(stories)).toEqual(['b c']);
    expect(storyWindowDays).toBeGreaterThan(21);
  });

  it('shows the first member first, though its date says that it came later than one that joined it', () => {
    const first = itemOf({
      key: 'a',
      title: 'The wheel turns',
      date: '2026-05-04T18:00:00Z',
      first_seen: '2026-05-05T00:00:00Z',
      story: { key: 'a', reason: { kind: 'first' } },
    });
    const joined = itemOf({
      key: 'b',
      title: 'It turns',
      date: '2026-05-04T09:00:00Z',
      first_seen: '2026-05-05T00:00:00Z',
      story: { key: 'a', reason: { kind: 'same-page' } },
    });
    const open = itemOf({ key: 'c', title: 'Seen elsewhere', day: '2026-05-06', links: [first.url ?? ''] });
    expect(keysOf(groupStories([joined, first]))).toEqual(['a b']);
    expect(keysOf(groupStories([joined, first, open]))).toEqual(['a b c']);
  });
});

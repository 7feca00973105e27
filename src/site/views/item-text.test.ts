import { describe, expect, it } from 'vitest';
import { type TestItem, testFeed, testSite } from '../outputs/site.test-kit.ts';
import { dayPage } from './day-view.ts';
import type { PlaceView } from './edition-view.ts';
import { aboutText, type ItemView } from './item-view.ts';

async function placeOf(items: readonly TestItem[], locale = 'en'): Promise<PlaceView> {
  const { sections } = await dayPage('2026-05-18', await testSite({ config: { locale }, items }));
  const [place] = sections.flatMap((section) => section.places);
  if (!place) throw new Error('There is no place.');
  return place;
}

const viewOf = async (over: Partial<TestItem>): Promise<ItemView> =>
  (await placeOf([{ key: 'one', ...over }])).item;

const long = `${'Word '.repeat(20).trim()}.`;

describe('the text of an item', () => {
  it('goes on after its summary, with the summary’s links', async () => {
    const item = await viewOf({
      html: `<p>See <a href="https://a.example/">this</a>. ${long} ${long}</p><p>Then <i>that</i>.</p>`,
    });
    expect(item.opening).toMatch(/^See <a href="https:\/\/a\.example\/"[^>]*>this<\/a>\. Word /);
    expect(item.body).toBe(`<p>${long}</p><p>Then <i>that</i>.</p>`);
    expect(item).toMatchObject({ isWithin: true, repeats: false });
  });

  it('has nothing to unfold where its summary says all', async () => {
    const item = await viewOf({ html: '<p>See <a href="https://a.example/">this</a>.</p>' });
    expect(item.opening).toMatch(/^See <a /);
    expect(item.body).toBeUndefined();
  });

  it.each([
    ['begins with a heading', `<h2>News</h2><p>${long} ${long} More.</p>`, undefined],
    ['begins with a quotation', `<blockquote><p>${long} ${long} More.</p></blockquote>`, undefined],
    ['is one long sentence', `<p>${'word '.repeat(80)}</p><p><b>End</b></p>`, undefined],
    [
      'has the mark of a note in its first sentence',
      `<p>One<sup><a href="https://a.example/#fn1">1</a></sup> two. ${long}</p><ul><li>x</li></ul>`,
      undefined,
    ],
    ['has a summary of the feed’s that is cut', `<p>${long}</p><p><b>End</b></p>`, 'Word Word Word Word…'],
  ])('takes the summary’s place where it %s', async (_case, html, summary) => {
    const item = await viewOf({ html, ...(summary !== undefined && { summary }) });
    expect(item).toMatchObject({ repeats: true, opening: undefined });
    expect(item.summary).not.toBe('');
    expect(item.body).toContain('</');
  });

  it('has the spaces of French, where it is French', async () => {
    const french = {
      title: 'Le noyau : enfin ?',
      html: `<p>Une « fin » <a href="https://a.example/">heureuse</a> ! ${long} ${long}</p><p>Et <code>a ? b</code> ?</p>`,
    };
    const item = await viewOf({ ...french, language: 'fr-CA' });
    expect(item.title).toBe('Le noyau\u00a0: enfin\u202f?');
    expect(item.summary).toMatch(/^Une «\u00a0fin\u00a0» heureuse\u202f!/);
    expect(item.opening).toMatch(/<\/a>\u202f!/);
    expect(item.body).toContain('<p>Et <code>a ? b</code>\u202f?</p>');
    expect((await viewOf({ ...french, language: 'en' })).title).toBe(french.title);
  });

  it('stands whole below a summary that says something else', async () => {
    const item = await viewOf({ html: '<p>Text with <b>weight</b>.</p>', summary: 'What an editor wrote.' });
    expect(item).toMatchObject({
      summary: 'What an editor wrote.',
      repeats: false,
      body: '<p>Text with <b>weight</b>.</p>',
    });
  });
});

describe('a picture', () => {
  const image = '<img src="https://a.example/fog.jpg" alt="Fog" width="640" height="480">';

  it('that is all there is stands there at once', async () => {
    const item = await viewOf({ html: `<p>${image}</p>` });
    expect(item).toMatchObject({ summary: undefined, body: undefined });
    expect(item.picture).toMatch(
      /^<p><img src="https:\/\/a\.example\/fog\.jpg" alt="Fog" width="640" height="480"/,
    );
  });

  it('stands there with its caption, and no more beside it', async () => {
    const figure = (caption: string): string =>
      `<figure>${image}<figcaption>${caption}</figcaption></figure>`;
    const item = await viewOf({ html: figure('It came in from the sea.') });
    expect(item).toMatchObject({ summary: undefined, body: undefined });
    expect(item.picture).toMatch(
      /^<figure><img .+<figcaption>It came in from the sea\.<\/figcaption><\/figure>$/,
    );
    expect((await viewOf({ html: figure(long.repeat(6)) })).picture).toBeUndefined();
    expect((await viewOf({ html: `${figure('Fog.')}<p>${long}</p>` })).picture).toBeUndefined();
  });

  it('keeps a summary beside it that says more than what it shows', async () => {
    const item = await viewOf({ html: `<p>${image}</p>`, summary: 'It came in from the sea at noon.' });
    expect(item).toMatchObject({ summary: 'It came in from the sea at noon.', body: undefined });
    expect(item.picture).toContain('<img ');
    expect((await viewOf({ html: `<p>${image}</p>`, summary: 'Fog' })).summary).toBeUndefined();
  });

  it.each([
    ['before the text', `<p>${image}</p><p>${long} ${long} More.</p>`],
    ['in the paragraph that is cut', `<p>${image}${long} ${long} More.</p>`],
    ['as a figure', `<figure>${image}<figcaption>Fog.</figcaption></figure><p>${long} ${long} More.</p>`],
  ])('of the lead stands beside its summary, and no more in its text: %s', async (_case, html) => {
    const { lead, sections } = await dayPage(
      '2026-05-18',
      await testSite({
        items: [{ key: 'a', html, extras: {} }, ...'bcdefgh'.split('').map((key) => ({ key, html }))],
      }),
    );
    expect(lead?.item.picture).toContain('<img ');
    expect(lead?.item.body).not.toContain('<img ');
    const [other] = sections.flatMap((section) => section.places);
    expect(other?.item.picture).toBeUndefined();
    expect(other?.item.body).toContain('<img ');
  });
});

describe('the reading time', () => {
  const words = (n: number): string => `<p>${'word '.repeat(n)}</p>`;

  it.each<[string, Partial<TestItem>, string | undefined]>([
    ['of a long text', { html: words(660) }, '3 min'],
    ['of two minutes', { html: words(440) }, '2 min'],
    ['of a text that is read at a glance', { html: words(240) }, undefined],
    ['of a subscribers’ item', { html: words(660), extras: { access: 'subscriber' } }, undefined],
    ['of an excerpt', { html: words(660), feed: 'beta' }, undefined],
  ])('%s is said only where that says something', async (_case, over, expected) => {
    const site = await testSite({
      config: { feeds: [testFeed('alpha', { section: 'core' }), testFeed('beta', { publish: 'excerpt' })] },
      items: [{ key: 'one', ...over }],
    });
    const { sections } = await dayPage('2026-05-18', site);
    expect(sections[0]?.places[0]?.item.minutes).toBe(expected);
  });

  it.each([
    [4, undefined],
    [7, undefined],
    [12, 'about 10 min'],
    [37, 'about 35 min'],
    [58, 'about 1 h'],
    [161, 'about 2 h 40 min'],
    [179, 'about 3 h'],
  ])('of many items, %i minutes, is rounded', async (minutes, expected) => {
    expect(aboutText(minutes, await testSite())).toBe(expected);
  });
});

describe('the other reports of a story', () => {
  const reports = (count: number): TestItem[] =>
    Array.from({ length: count }, (_, at) => ({
      key: `r${at}`,
      feed: at % 2 === 0 ? 'alpha' : 'beta',
      extras: {
        story: {
          key: 'r0',
          reason:
            at === 0 ? { kind: 'first' } : at % 3 === 0 ? { kind: 'same-title' } : { kind: 'links-to-it' },
        },
      },
    }));

  it.each([
    [3, 2, undefined],
    [6, 5, undefined],
    [13, 5, '…and 7 more'],
  ])('of %i are at most five at once', async (count, atOnce, label) => {
    const { also, alsoMore } = await placeOf(reports(count));
    expect(also).toHaveLength(atOnce);
    expect(alsoMore?.label).toBe(label);
    expect(also.length + (alsoMore?.also.length ?? 0)).toBe(count - 1);
  });

  it('stand together by their reason, each of which is said once', async () => {
    const { also, alsoMore } = await placeOf(reports(13));
    const all = [...also, ...(alsoMore?.also ?? [])];
    const said = all.filter(({ isFirst }) => isFirst).map(({ reason }) => reason);
    expect(said.length).toBeGreaterThan(1);
    expect(new Set(said).size).toBe(said.length);
    expect(new Set(said)).toEqual(new Set(all.map(({ reason }) => reason)));
    const runs = all.filter(({ reason }, at) => reason !== all[at - 1]?.reason);
    expect(runs).toHaveLength(said.length);
  });
});

describe('the text of a note', () => {
  const calm = 'The sea at the harbour of the old town is calm this evening.';
  const viewOfNote = (html: string): Promise<ItemView> => viewOf({ untitled: true, html });

  it('goes on behind the sentence that is its headline', async () => {
    const plain = await viewOfNote(`<p>${calm} It was <b>not so</b> when ${long}</p>`);
    expect(plain).toMatchObject({ title: calm, body: undefined });
    expect(plain.opening).toBe(`It was <b>not so</b> when ${long}`);
    const bare = await viewOfNote(`<p>${calm} It was not so when ${long}</p>`);
    expect(bare).toMatchObject({ summary: `It was not so when ${long}`, body: undefined });
    const more = await viewOfNote(`<p>${calm}</p><p>${long}</p><p>${long} ${long} End.</p>`);
    expect(more).toMatchObject({ title: calm, summary: long, opening: long });
    expect(more.body).toContain('End.');
    expect(more.body).not.toContain('calm');
  });

  it.each([
    ['has a link', `<p>${calm.replace('sea', '<a href="https://a.example/">sea</a>')} ${long}</p>`],
    ['is cut', `<p>${'The sea is calm and wide '.repeat(8)}today. ${long}</p>`],
  ])('is whole where that sentence %s', async (_case, html) => {
    const { opening, summary } = await viewOfNote(html);
    expect(opening ?? summary).toMatch(/^The (?:<a [^>]*>)?sea/);
  });

  it('is whole where a title says the same', async () => {
    const { opening, summary } = await viewOf({ title: calm, html: `<p>${calm} ${long}</p>` });
    expect(opening ?? summary).toMatch(/^The sea/);
  });
});

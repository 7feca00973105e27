import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readEditorFile } from '../../config/index.ts';
import type { EditorFile } from '../../model/types.ts';
import { outputsOf, testConfig, testSite } from '../outputs/site.test-kit.ts';
import { pagesOf } from '../render/pages.ts';
import type { Site } from '../site.ts';
import { dayPage } from '../views/day-view.ts';
import { storyPage } from '../views/list-view.ts';
import { monthPage, weekPage } from '../views/long-edition-view.ts';
import { checkEditorFiles } from './check-editors.ts';
import { idleFiles, readEditorFiles } from './editor-files.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const dir of folders.splice(0)) await rm(dir, { recursive: true, force: true });
});

async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'daybook-editors-'));
  folders.push(dir);
  await mkdir(join(dir, 'editions'));
  for (const [name, content] of Object.entries(files)) await writeFile(join(dir, 'editions', name), content);
  return dir;
}

function fileOf(edition: string, content: string): EditorFile {
  const read = readEditorFile(content, edition, `editions/${edition}.md`);
  if ('problems' in read) throw new Error(read.problems[0]?.why);
  return read.editor;
}

const head = (...lines: string[]): string => ['---', ...lines, '---', ''].join('\n');
const keys = 'abcdefgh'.split('');

async function siteWith(files: Readonly<Record<string, string>>, locale = 'en'): Promise<Site> {
  return testSite({
    items: [...keys.map((key) => ({ key })), { key: 'next', day: '2026-05-19' }],
    editors: Object.entries(files).map(([edition, content]) => fileOf(edition, content)),
    config: { locale, timezone: 'UTC' },
  });
}

describe('readEditorFiles', () => {
  it('reads what is named after an edition, and tells of everything else', async () => {
    const dir = await folderWith({
      '2026-05-18.md': 'Day.',
      '2026-w21.md': 'Week.',
      '2026-05.md': 'Month.',
      '2026-02-30.md': 'x',
      '2026-W21.md': 'x',
      'notes.md': 'x',
      'README.md': 'How we write.',
      'draft.txt': 'x',
      '2026-05-19.md': '---\npinn: x\n---\n',
      '2026-05-20.md': 'x'.repeat(256 * 1024 + 1),
      '2026-05-21.md': Uint8Array.of(0xff, 0xfe, 0x00),
    });
    await mkdir(join(dir, 'editions', '2026-05-22.md'));
    const { files, problems } = await readEditorFiles(dir);
    expect(files.map(({ edition, text }) => [edition, text])).toEqual([
      ['2026-05-18', 'Day.'],
      ['2026-05', 'Month.'],
      ['2026-w21', 'Week.'],
    ]);
    expect(problems.map(({ code, where }) => [code, where.replace(/,.*/, '')])).toEqual([
      ['EDITION_FILE_NAME', 'editions/2026-02-30.md'],
      ['CONFIG_UNKNOWN_KEY', 'editions/2026-05-19.md'],
      ['EDITION_FILE_TOO_BIG', 'editions/2026-05-20.md'],
      ['EDITION_FILE_UNREADABLE', 'editions/2026-05-21.md'],
      ['EDITION_FILE_NAME', 'editions/2026-W21.md'],
      ['EDITION_FILE_NAME', 'editions/notes.md'],
    ]);
    for (const { kept } of problems) expect(kept).toBeDefined();
  });

  it('finds none where there is no folder', async () => {
    expect(await readEditorFiles('/nowhere')).toEqual({ files: [], problems: [] });
  });
});

describe('idleFiles', () => {
  const run = {
    config: testConfig({ editions: { every: ['day', 'week'], closeAfterMs: 0 } }),
    now: '2026-05-20T10:00:00Z',
  };
  const told = (...ids: string[]): string[] =>
    idleFiles(
      ids.map((id) => fileOf(id, 'x')),
      new Set(['2026-05-18']),
      run,
    ).map(({ code }) => code);

  it('tells of kinds that are not made, and of past editions without items', () => {
    expect(told('2026-05')).toEqual(['EDITION_NOT_MADE']);
    expect(told('2026-05-19', '2026-w19')).toEqual(['EDITION_EMPTY', 'EDITION_EMPTY']);
  });

  it('lets an editor write ahead, and today', () => {
    expect(told('2026-05-18', '2026-05-20', '2026-05-21', '2026-w21', '2026-w30')).toEqual([]);
  });
});

describe('checkEditorFiles', () => {
  it('finds items by the archive alone', async () => {
    const dir = await folderWith({
      '2026-05-18.md': head('pin: [one, two]', 'lead: https://alpha.example/one'),
    });
    const site = await testSite({ items: [{ key: 'one' }] });
    const archive = {
      days: async () => ['2026-05-18'],
      readDay: async (day: string) => ({ items: await site.readItems(day) }),
    };
    const run = { config: site.config, now: site.now };
    const { files, problems } = await checkEditorFiles(dir, archive, run);
    expect([files, problems.map(({ code, what }) => [code, what])]).toEqual([
      1,
      [['EDITION_ITEM_UNKNOWN', 'There is no item "two".']],
    ]);
  });
});

describe('an introduction', () => {
  const content = `${head('title: The <gate>', 'author: [Ada, Ben]')}Hello, *world* <b>!</b> [a](#a) [x](javascript:x)`;

  it.each([
    ['en', 'Ada and Ben'],
    ['fr', 'Ada et Ben'],
  ])('stands above its edition, cleaned and signed, in %s', async (locale, by) => {
    const { introduction, page } = await dayPage(
      '2026-05-18',
      await siteWith({ '2026-05-18': content }, locale),
    );
    expect(introduction).toMatchObject({ title: 'The <gate>', by });
    expect(introduction?.html).toContain('<em>world</em> &lt;b&gt;!&lt;/b&gt;');
    expect(introduction?.html).toContain('href="https://daybook.example/kernel/2026/05/18/#a"');
    expect(introduction?.html).not.toMatch(/href="javascript/);
    expect(page.description).toMatch(/^The <gate> — Hello, world/);
  });

  it('stands above weeks and months as well, and nowhere else', async () => {
    const site = await siteWith({ '2026-w21': 'Week.', '2026-05': head('title: May') });
    expect(weekPage('2026-w21', site).introduction).toMatchObject({ html: '<p>Week.</p>', by: undefined });
    expect(monthPage('2026-05', site).introduction).toMatchObject({ title: 'May', html: undefined });
    expect((await dayPage('2026-05-18', site)).introduction).toBeUndefined();
  });

  it('is in the text edition and in the feed of editions', async () => {
    const notes = 'notes: { a: "About **a**." }';
    const text = content.replace('author:', `${notes}\nauthor:`);
    const files = await outputsOf(await siteWith({ '2026-05-18': text }));
    const txt = files.get('/2026/05/18/index.txt') ?? '';
    for (const part of [
      'No. 1, 8 items',
      'The <gate>',
      'Hello, world',
      '— Ada and Ben',
      '[Editor’s note] About a.',
    ])
      expect(txt).toContain(part);
    const feed = JSON.parse(files.get('/editions/feed.json') ?? '');
    const [, edition] = feed.items;
    expect(edition.title).toBe('Monday 18 May 2026 — The <gate>');
    expect(edition.content_html).toMatch(
      /^<p>Hello, <em>world<\/em>[\s\S]*<blockquote>About a\.<\/blockquote>/,
    );
    expect(edition.authors).toEqual([{ name: 'Ada' }, { name: 'Ben' }]);
    expect(edition.summary).toMatch(/^No\. 1, 8 items\. /);
    const [newest] = JSON.parse(files.get('/editions/index.json') ?? '').editions;
    expect(newest).toMatchObject({ id: '2026-05-19', number: 2 });
  });
});

describe('an editor', () => {
  it('chooses what comes first, and what is said of it', async () => {
    const file = head('lead: "#c"', 'pin: https://alpha.example/d', 'notes:', '  c: "*Look*."', '  b: Here.');
    const page = await dayPage('2026-05-18', await siteWith({ '2026-05-18': file }));
    expect([page.lead, ...page.seconds].slice(0, 2).map((place) => place?.item.key)).toEqual(['c', 'd']);
    expect(page.lead?.notes).toEqual(['<p><em>Look</em>.</p>']);
    const all = [...page.seconds, ...page.sections.flatMap(({ places }) => places)];
    expect(all.find(({ item }) => item.key === 'b')?.notes).toEqual(['<p>Here.</p>']);
  });

  it('drops an item of a day from the whole site, and of a week from its selection alone', async () => {
    const files = { '2026-05-18': head('drop: [a]'), '2026-w21': head('drop: [b]') };
    const site = await siteWith(files);
    expect(site.ledger.day('2026-05-18').map(({ key }) => key)).toEqual(keys.slice(1));
    const outputs = await outputsOf(site);
    expect([...outputs.values()].filter((text) => text.includes('Title of a'))).toEqual([]);
    const week = weekPage('2026-w21', site);
    const selected = [week.lead, ...week.seconds, ...week.sections.flatMap(({ places }) => places)];
    expect(selected.map((place) => place?.item.key)).not.toContain('b');
    expect(week.days.flatMap(({ items }) => items.map(({ key }) => key))).toContain('b');
    expect(site.ledger.edits.problems).toEqual([]);
  });

  it('does not shut out a day whose every item was dropped', async () => {
    const site = await siteWith({ '2026-05-19': head('drop: next') });
    expect(site.ledger.days).toEqual(['2026-05-18']);
  });

  it('puts items into one story, over days, with its reason', async () => {
    const site = await siteWith({ '2026-05-18': head('merge: [[a, next]]') });
    const [next] = site.ledger.day('2026-05-19');
    expect(next && site.ledger.storyOf(next)?.key).toBe('a');
    expect(storyPage('a', site).reports.map(({ reason }) => reason)).toEqual([
      undefined,
      'put together by the editor',
    ]);
    expect(weekPage('2026-w21', site).lead?.span).toMatch(/^18\s–\s19 May$/);
  });

  it('keeps the address of a story that went into another, and of one that was taken apart', async () => {
    const html = '<p><a href="https://other.example/same">x</a></p>';
    const link = (key: string, page: string) => ({
      key,
      feed: key < 'c' ? 'alpha' : 'beta',
      external_url: page,
      html,
    });
    const one = [link('a', 'https://one.example/p'), link('c', 'https://one.example/p')];
    const two = [
      { ...link('b', 'https://two.example/p'), html: '' },
      { ...link('d', 'https://two.example/p'), html: '' },
    ];
    const items = [...one.map((item) => ({ ...item, html: '' })), ...two];
    const plain = await testSite({ items });
    const [first, second] = [...plain.ledger.stories().keys()];
    const edit = (content: string): Promise<Site> =>
      testSite({ items, editors: [fileOf('2026-05-18', content)] });
    const merged = await edit(head('merge: [[a, b]]'));
    expect(merged.ledger.stories().size).toBe(1);
    const paths = pagesOf(merged).map(({ path }) => path);
    for (const key of [first, second]) expect(paths).toContain(`/story/${key}/index.html`);
    const told = [first, second].map((key) => storyPage(key ?? '', merged));
    expect(new Set(told.map(({ page }) => page.canonical)).size).toBe(1);
    const apart = await edit(head('split: [a, c]'));
    for (const item of apart.ledger.day('2026-05-18').filter(({ key }) => key === 'a'))
      expect(apart.ledger.storyOf(item)).toBeUndefined();
    expect(pagesOf(apart).map(({ path }) => path)).toContain(`/story/${first}/index.html`);
  });

  it('who names what is not there loses nothing else', async () => {
    const site = await siteWith({ '2026-05-18': head('lead: zzz', 'pin: [next, b]') });
    expect((await dayPage('2026-05-18', site)).lead?.item.key).toBe('b');
    expect(site.ledger.edits.problems.map(({ code }) => code)).toEqual([
      'EDITION_ITEM_UNKNOWN',
      'EDITION_ITEM_ELSEWHERE',
    ]);
  });
});

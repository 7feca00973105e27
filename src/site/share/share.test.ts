import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editionsNewestFirst } from '../outputs/dated-editions.ts';
import { type TestItem, testConfig, testSite } from '../outputs/site.test-kit.ts';
import type { Site } from '../site.ts';
import { cardOf } from './card.ts';
import { drawCard } from './draw-card.ts';
import type { Images } from './drawing.ts';
import { type Fonts, lookAtFonts } from './fonts.ts';
import { openShareImages } from './index.ts';

const outputs = { ...testConfig().outputs, shareImages: true };
let dir: string;
let fonts: Fonts;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'daybook-share-'));
  fonts = await lookAtFonts(sharp);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Counts what is drawn, so that a test sees what came from the cache. */
async function made(site: Site): Promise<Map<string, Uint8Array>> {
  const opened = await openShareImages(site.config, dir);
  if (!('images' in opened)) throw new Error('No share images here.');
  const files = new Map<string, Uint8Array>();
  for (const unit of opened.images.units(site))
    await unit.make(site, async (path, content) => {
      files.set(path, typeof content === 'string' ? Buffer.from(content) : content);
    });
  await opened.images.tidy('others');
  return files;
}

const items: TestItem[] = [
  { key: 'one', title: 'Ampersand & <b>markup</b> "quoted"' },
  { key: 'two', day: '2026-05-19', title: `Endless ${'and so on '.repeat(60)}` },
];

describe('share images', () => {
  it('are made beside every edition, 1200 by 630, small enough to be shown', async () => {
    const files = await made(await testSite({ items, config: { outputs } }));
    expect([...files.keys()].sort()).toEqual([
      '/2026/05/18/share.png',
      '/2026/05/19/share.png',
      '/2026/05/share.png',
      '/2026/w21/share.png',
    ]);
    for (const [path, png] of files) {
      const { width, height, format } = await sharp(png).metadata();
      expect([width, height, format], path).toEqual([1200, 630, 'png']);
      expect(png.length, path).toBeLessThan(100_000);
    }
  });

  it('are the same bytes when they are made again', async () => {
    const site = await testSite({ items, config: { outputs } });
    const first = await made(site);
    await rm(dir, { recursive: true, force: true });
    expect(await made(site)).toEqual(first);
  });

  it('are drawn again only where the edition changed, and the cache keeps no others', async () => {
    await made(await testSite({ items, config: { outputs } }));
    const before = await readdir(dir);
    await made(
      await testSite({ items: [...items, { key: 'three', day: '2026-05-19' }], config: { outputs } }),
    );
    const after = await readdir(dir);
    expect(before).toHaveLength(4);
    expect(after).toHaveLength(4);
    // The 18th is as it was; its week and month, and the 19th, are not.
    expect(after.filter((name) => before.includes(name))).toHaveLength(1);
  });

  it('are not made, nor is anything loaded or kept for them, where they are not configured', async () => {
    const elsewhere = join(dir, 'not-there');
    expect(await openShareImages(testConfig(), elsewhere)).toEqual({ off: true });
    await expect(readdir(elsewhere)).rejects.toThrow();
  });
});

describe('a card', () => {
  const cards = async (over: readonly TestItem[]): Promise<ReturnType<typeof cardOf>> => {
    const site = await testSite({ items: over });
    const [edition] = editionsNewestFirst('day', site);
    if (!edition) throw new Error('No edition.');
    return cardOf(edition, site);
  };

  it('names the digest, the edition and its headlines, without titles that stand in for missing ones', async () => {
    expect(
      await cards([{ key: 'one' }, { key: 'two', untitled: true, html: '<p>No title here.</p>' }]),
    ).toEqual({
      site: 'The Test Daybook',
      title: 'Monday 18 May 2026',
      headlines: ['Title of one'],
      note: '2 items, 1 source',
      direction: 'ltr',
    });
  });

  it('leaves out headlines whose script has no font, and draws the others', async () => {
    const card = await cards([{ key: 'one', title: 'بالعربية' }, { key: 'two' }]);
    const asked: string[] = [];
    const noArabic: Fonts = {
      fingerprint: '',
      canDraw: async (text) => {
        asked.push(text);
        return !/\p{Script=Arabic}/u.test(text);
      },
    };
    const without = await drawCard(sharp, noArabic, card);
    expect(asked).toEqual(expect.arrayContaining(['بالعربية', 'Title of two']));
    const onlyLatin = { ...card, headlines: ['Title of two'] };
    expect(without).toEqual(await drawCard(sharp, { fingerprint: '', canDraw: async () => true }, onlyLatin));
  });

  it('puts a headline on the side where its script begins', async () => {
    const card = await cards([{ key: 'one' }]);
    const inkAt = async (text: string): Promise<number> => {
      const always: Fonts = { fingerprint: '', canDraw: async () => true };
      const png = await drawCard(sharp, always, { ...card, headlines: [text] });
      const band = sharp(png).extract({ left: 0, top: 240, width: 1200, height: 290 });
      const { data, info } = await band.greyscale().raw().toBuffer({ resolveWithObject: true });
      let sum = 0;
      let dark = 0;
      for (let at = 0; at < data.length; at++)
        if ((data[at] ?? 255) < 100) {
          sum += at % info.width;
          dark++;
        }
      return sum / dark;
    };
    expect(await inkAt('Latin')).toBeLessThan(400);
    expect(await inkAt('שלום')).toBeGreaterThan(800);
  });
});

describe('fonts', () => {
  it('tell a letter that can be drawn from one that cannot', async () => {
    expect(await fonts.canDraw('Latin 123')).toBe(true);
    expect(await fonts.canDraw('no letters: 123 —')).toBe(true);
  });

  it('of a machine without any draw nothing, and that is told', async () => {
    // Every letter is the same box, as fontconfig without fonts draws it.
    const box = sharp({ create: { width: 6, height: 10, channels: 4, background: '#000' } });
    const images = Object.assign((() => box.clone()) as unknown as Images, sharp);
    const none = await lookAtFonts(images);
    expect(await none.canDraw('Latin')).toBe(false);
  });
});

import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import type { Downloaded } from '../gather.ts';
import type { PortraitEncoding } from '../types.ts';
import { isPortraitDue } from './due.ts';
import { encodePortrait, maxPortraitBytes } from './encode-portrait.ts';
import { gatherPortraits, type PortraitSubject } from './gather.ts';
import { openPortraits } from './store.ts';
import { damagedPortraits, forgetDamagedPortraits } from './verify.ts';

const plain = (width: number, height: number): Sharp =>
  sharp({ create: { width, height, channels: 3, background: '#27a' } });

/** Pixels that no compression makes small. */
function noise(width: number, height: number): Sharp {
  let seed = 7;
  const pixels = Buffer.from(
    Array.from({ length: width * height * 3 }, () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed >> 16;
    }),
  );
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

function made(encoding: PortraitEncoding): Buffer {
  if (encoding.kind !== 'portrait') throw new Error(JSON.stringify(encoding));
  return Buffer.from(encoding.bytes);
}

/** An icon file with these pictures, each with the width and depth that its directory says. */
function iconFile(...pictures: readonly { width: number; bits: number; bytes: Buffer }[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [at, { width, bits, bytes }] of pictures.entries()) {
    head.writeUInt8(width % 256, 6 + at * 16);
    head.writeUInt16LE(bits, 6 + at * 16 + 6);
    head.writeUInt32LE(bytes.length, 6 + at * 16 + 8);
    head.writeUInt32LE(offset, 6 + at * 16 + 12);
    offset += bytes.length;
  }
  return Buffer.concat([head, ...pictures.map(({ bytes }) => bytes)]);
}

/** A bitmap as icon files hold them: the upper half in one colour, the lower in another; the left column masked. */
function bitmap(bits: 1 | 4 | 8 | 24 | 32, side = 8, opacity = 255): Buffer {
  const upper = [0x10, 0x20, 0xe0]; // blue, green, red
  const lower = [0xd0, 0x40, 0x08];
  const head = Buffer.alloc(40);
  head.writeUInt32LE(40, 0);
  head.writeInt32LE(side, 4);
  head.writeInt32LE(side * 2, 8);
  head.writeUInt16LE(1, 12);
  head.writeUInt16LE(bits, 14);
  const palette = bits > 8 ? Buffer.alloc(0) : Buffer.alloc(4 * 2 ** bits);
  if (bits <= 8) palette.set([...upper, 0, ...lower, 0]);
  const stride = Math.ceil((side * bits) / 32) * 4;
  const rows = Buffer.alloc(stride * side);
  for (let row = 0; row < side; row += 1)
    for (let x = 0; x < side; x += 1) {
      const isUpper = row >= side / 2; // from the bottom up
      if (bits >= 24)
        rows.set(
          [...(isUpper ? upper : lower), ...(bits === 32 ? [opacity] : [])],
          row * stride + x * (bits / 8),
        );
      else if (!isUpper) {
        const at = row * stride + Math.floor((x * bits) / 8);
        rows[at] = (rows[at] ?? 0) | (1 << (8 - bits - ((x * bits) % 8)));
      }
    }
  const maskStride = Math.ceil(side / 32) * 4;
  const mask = Buffer.alloc(maskStride * side);
  for (let row = 0; row < side; row += 1) mask[row * maskStride] = 0x80;
  return Buffer.concat([head, palette, rows, mask]);
}

describe('a portrait', () => {
  it.each([
    ['png', (image: Sharp) => image.png()],
    ['jpeg', (image: Sharp) => image.jpeg()],
    ['webp', (image: Sharp) => image.webp()],
    ['gif', (image: Sharp) => image.gif()],
  ])('of a %s is a small square, named by its bytes', async (_type, as) => {
    const bytes = await as(plain(200, 150)).toBuffer();
    const portrait = await encodePortrait(bytes, false);
    const meta = await sharp(made(portrait)).metadata();
    expect([meta.format, meta.width, meta.height, meta.exif]).toEqual(['webp', 80, 80, undefined]);
    expect(portrait).toEqual(await encodePortrait(bytes, false));
    expect(portrait).toMatchObject({ name: expect.stringMatching(/^[0-9a-f]{32}\.webp$/) });
  });

  it('never weighs more than it may', async () => {
    for (const bytes of [
      await noise(400, 400).png().toBuffer(),
      await noise(32, 32).png().toBuffer(),
      await plain(1024, 1024).png().toBuffer(),
    ])
      expect(made(await encodePortrait(bytes, false)).length).toBeLessThanOrEqual(maxPortraitBytes);
  });

  it('of a drawing is a picture, and loads nothing', async () => {
    const bytes = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="red"/><script>alert(1)</script></svg>',
    );
    const { data } = await sharp(made(await encodePortrait(bytes, false)))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data[0]).toBeGreaterThan(200);
  });

  it.each([1, 4, 8, 24, 32] as const)('reads bitmaps of icon files with %s bits a pixel', async (bits) => {
    const file = iconFile({ width: 8, bits, bytes: bitmap(bits) });
    const pixels = await sharp(made(await encodePortrait(file, false)))
      .ensureAlpha()
      .raw()
      .toBuffer();
    const at = (x: number, y: number): number[] => [
      ...pixels.subarray((y * 80 + x) * 4, (y * 80 + x) * 4 + 4),
    ];
    const [red = 0, , blue = 0, opacity] = at(60, 15);
    expect([red > 180, blue < 80, opacity]).toEqual([true, true, 255]);
    const [lowRed = 255, , lowBlue = 0] = at(60, 65);
    expect([lowRed < 80, lowBlue > 150]).toEqual([true, true]);
    // Where no opacity stands with the colours, the mask says what is to be seen.
    expect(at(3, 40)[3]).toBe(bits === 32 ? 255 : 0);
  });

  it('lets the mask decide where a bitmap leaves its opacity empty', async () => {
    const file = iconFile({ width: 8, bits: 32, bytes: bitmap(32, 8, 0) });
    const pixels = await sharp(made(await encodePortrait(file, false)))
      .ensureAlpha()
      .raw()
      .toBuffer();
    expect([pixels[(40 * 80 + 60) * 4 + 3], pixels[(40 * 80 + 3) * 4 + 3]]).toEqual([255, 0]);
  });

  it('takes the largest picture of an icon file, and the next where that is broken', async () => {
    const small = { width: 8, bits: 32, bytes: bitmap(32) };
    const large = { width: 64, bits: 32, bytes: await noise(64, 64).png().toBuffer() };
    const both = made(await encodePortrait(iconFile(small, large), false));
    expect(both.equals(made(await encodePortrait(large.bytes, false)))).toBe(true);
    const broken = { width: 128, bits: 32, bytes: Buffer.alloc(40) };
    expect(
      made(await encodePortrait(iconFile(broken, small), false)).equals(
        made(await encodePortrait(iconFile(small), false)),
      ),
    ).toBe(true);
  });

  it.each([
    ['a web page', Buffer.from('<!doctype html><p>not found</p>'), 'IMAGE_UNKNOWN_TYPE'],
    ['nothing', Buffer.alloc(0), 'IMAGE_UNKNOWN_TYPE'],
    [
      'an icon file without pictures',
      iconFile({ width: 8, bits: 32, bytes: Buffer.alloc(9) }),
      'IMAGE_BROKEN',
    ],
    [
      'an icon file that is cut off',
      iconFile({ width: 8, bits: 8, bytes: bitmap(8) }).subarray(0, 90),
      'IMAGE_BROKEN',
    ],
    ['a signature alone', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'IMAGE_BROKEN'],
  ])('is not made of %s', async (_case, bytes, code) => {
    expect(await encodePortrait(bytes, false)).toEqual({ kind: 'refused', code });
  });

  it('is not made of a banner or a counting pixel, unless the publisher says so', async () => {
    const banner = await plain(468, 60).png().toBuffer();
    const unfit = { kind: 'refused', code: 'PORTRAIT_UNFIT' };
    expect(await encodePortrait(banner, false)).toEqual(unfit);
    expect((await encodePortrait(banner, true)).kind).toBe('portrait');
    expect(await encodePortrait(await plain(1, 1).gif().toBuffer(), true)).toEqual(unfit);
  });
});

const now = '2026-05-18T18:00:00Z';
const later = (days: number): string => new Date(Date.parse(now) + days * 86_400_000).toISOString();

describe('isPortraitDue', () => {
  const copy = { name: 'a', checked: now };
  const failed = { failed: 'FETCH_NOT_FOUND', checked: now };
  it.each([
    ['what is not known', undefined, {}, true],
    ['a copy, soon', copy, { now: later(80) }, false],
    ['a copy, after a quarter', copy, { now: later(90) }, true],
    ['a copy, though everything is asked for again', copy, { force: true }, false],
    ['a failure, soon', failed, { now: later(20) }, false],
    ['a failure, after weeks', failed, { now: later(28) }, true],
    ['a failure, when everything is asked for again', failed, { force: true }, true],
    ['a copy whose file is gone', { checked: now }, {}, true],
    ['noted by a clock that was years ahead', { name: 'a', checked: '2036-01-01T00:00:00Z' }, {}, true],
    ['where nobody can be asked', { failed: 'PORTRAIT_NONE', checked: now }, { force: true }, false],
    ['another one than the configuration names now', copy, { wanted: 'https://a.example/me.png' }, true],
    ['the one that the configuration names', { ...copy, wanted: 'x' }, { wanted: 'x' }, false],
    ['a file of the site folder that the configuration named before', { ...copy, source: 'b' }, {}, true],
    ['one that the configuration named before', { ...copy, wanted: 'x' }, {}, true],
  ])('%s', (_case, record, asked, expected) => {
    expect(isPortraitDue(record, { wanted: undefined, now, force: false, ...asked })).toBe(expected);
  });
});

describe('gatherPortraits', () => {
  const folders: string[] = [];
  afterAll(() => Promise.all(folders.map((dir) => rm(dir, { recursive: true }))));
  const newDir = async (): Promise<string> => {
    const dir = await mkdtemp(join(tmpdir(), 'daybook-portraits-'));
    folders.push(dir);
    return dir;
  };

  const name = (letter: string): string => `${letter.repeat(32)}.webp`;
  const site = 'https://a.example';
  const home: PortraitSubject = { feed: 'ada', icons: [], home: `${site}/` };

  /** Answers by path; what is missing is not found, `left` was not asked. A picture's letter becomes its name. */
  async function gather(
    answers: Readonly<Record<string, string>>,
    subjects: readonly PortraitSubject[],
    dir: string,
    at = now,
  ) {
    const asked: string[] = [];
    const store = await openPortraits(dir);
    const report = await gatherPortraits({
      store,
      subjects,
      now: at,
      async *download(urls): AsyncGenerator<Downloaded> {
        for (const url of urls) {
          asked.push(url.replace(site, ''));
          const answer = answers[url.replace(site, '')];
          if (answer === 'left') yield { kind: 'left', url };
          else if (answer === undefined) yield { kind: 'failed', url, code: 'FETCH_NOT_FOUND' };
          else yield { kind: 'body', url, body: Buffer.from(answer) };
        }
      },
      iconsOf: (page) =>
        Buffer.from(page)
          .toString()
          .split(' ')
          .map((path) => site + path),
      encode: async (bytes) => {
        const letter = Buffer.from(bytes).toString();
        return letter.length === 1
          ? { kind: 'portrait', name: name(letter), bytes }
          : { kind: 'refused', code: 'IMAGE_UNKNOWN_TYPE' };
      },
    });
    return { report, asked, store: await openPortraits(dir) };
  }

  it('takes the first icon of the feed that is one, and asks for no more', async () => {
    const icons = [`${site}/gone.png`, `${site}/page.html`, `${site}/face.png`, `${site}/other.png`];
    const { store, asked, report } = await gather(
      { '/page.html': 'no picture', '/face.png': 'a', '/other.png': 'b', '/': '/icon.png' },
      [{ ...home, icons }],
      await newDir(),
    );
    expect(asked).toEqual(['/gone.png', '/page.html', '/face.png']);
    expect(store.find('ada')).toEqual({ name: name('a'), from: `${site}/face.png`, checked: now });
    expect(report).toEqual({ copied: 1, failed: 0 });
  });

  it.each([
    ['the icon that the home page names', { '/': '/touch.png /small.png', '/touch.png': 'c' }, 'c'],
    ['the next one that it names', { '/': '/gone.png /small.png', '/small.png': 'd' }, 'd'],
    ['the usual address, where it names none that comes', { '/': '/gone.png', '/favicon.ico': 'e' }, 'e'],
    ['the usual address, where the page does not come', { '/favicon.ico': 'f' }, 'f'],
  ])('else takes %s', async (_case, answers, letter) => {
    const { store } = await gather(answers, [home], await newDir());
    expect(store.find('ada')?.name).toBe(name(letter));
  });

  it('asks for what the configuration names, and for nothing else', async () => {
    const wanted = `${site}/me.png`;
    const subject = { ...home, icons: [`${site}/face.png`], wanted };
    const { asked, store } = await gather({ '/face.png': 'a' }, [subject], await newDir());
    expect(asked).toEqual(['/me.png']);
    expect(store.find('ada')).toEqual({ wanted, checked: now, failed: 'FETCH_NOT_FOUND' });
  });

  it('asks at most a few addresses of a source, and each once for all sources', async () => {
    const icons = Array.from({ length: 20 }, (_, at) => `${site}/${at}.png`);
    const { asked } = await gather(
      {},
      [
        { ...home, icons },
        { feed: 'bob', icons },
      ],
      await newDir(),
    );
    expect(asked).toHaveLength(5);
  });

  it('notes nothing of what was not asked to its end', async () => {
    const { store } = await gather({ '/': 'left' }, [home], await newDir());
    expect(store.find('ada')).toBeUndefined();
  });

  it('ends with the run, and notes nothing of what came too late', async () => {
    const store = await openPortraits(await newDir());
    const stop = new AbortController();
    const subjects = ['ada', 'bob', 'eve'].map((feed) => ({ feed, icons: [`${site}/${feed}.png`] }));
    const report = await gatherPortraits({
      store,
      subjects,
      now,
      signal: stop.signal,
      async *download(urls): AsyncGenerator<Downloaded> {
        for (const url of urls) yield { kind: 'body', url, body: Buffer.from('a') };
      },
      iconsOf: () => [],
      encode: async (bytes) => {
        stop.abort();
        return { kind: 'portrait', name: name('a'), bytes };
      },
    });
    expect([report, store.feeds()]).toEqual([{ copied: 1, failed: 0 }, ['ada']]);
  });

  it('keeps what it has when it does not come again', async () => {
    const dir = await newDir();
    const subject = { feed: 'ada', icons: [`${site}/face.png`] };
    await gather({ '/face.png': 'a' }, [subject], dir);
    const { store } = await gather({}, [subject], dir, later(90));
    expect(store.find('ada')).toMatchObject({
      name: name('a'),
      failed: 'FETCH_NOT_FOUND',
      checked: later(90),
    });
    expect(await readdir(join(dir, 'files'))).toEqual([name('a')]);
  });

  it('writes nothing where nothing is different', async () => {
    const dir = await newDir();
    const subject = { feed: 'ada', icons: [`${site}/face.png`] };
    const stamps = async () =>
      Promise.all(
        [join(dir, 'list.json'), join(dir, 'files', name('a'))].map(async (path) => (await stat(path)).ino),
      );
    await gather({ '/face.png': 'a' }, [subject], dir);
    const before = await stamps();
    await gather({ '/face.png': 'a' }, [subject], dir);
    expect(await stamps()).toEqual(before);
  });

  it('names no file that somebody removed', async () => {
    const dir = await newDir();
    await gather({ '/a.png': 'a' }, [{ feed: 'ada', icons: [`${site}/a.png`] }], dir);
    await rm(join(dir, 'files', name('a')));
    expect((await openPortraits(dir)).find('ada')).toEqual({ from: `${site}/a.png`, checked: now });
  });

  it('finds files that are not what their names say, and asks for those again', async () => {
    const dir = await newDir();
    const made = await encodePortrait(await plain(64, 64).png().toBuffer(), false);
    if (made.kind === 'refused') throw new Error(made.code);
    const store = await openPortraits(dir);
    for (const feed of ['ada', 'bob']) await store.keep(feed, { name: made.name, checked: now }, made.bytes);
    await store.flush();
    expect(await damagedPortraits(dir)).toEqual([]);
    await writeFile(join(dir, 'files', made.name), 'something else');
    expect(await damagedPortraits(dir)).toEqual(['ada', 'bob']);
    expect(await forgetDamagedPortraits(dir)).toBe(2);
    const record = (await openPortraits(dir)).find('ada');
    expect(isPortraitDue(record, { wanted: undefined, now, force: false })).toBe(true);
  });

  it('finds a folder in the place of a file, and takes it away', async () => {
    const dir = await newDir();
    const { store } = await gather({ '/a.png': 'a' }, [{ feed: 'ada', icons: [`${site}/a.png`] }], dir);
    const file = join(dir, 'files', store.find('ada')?.name ?? '');
    await rm(file);
    await mkdir(join(file, 'inside'), { recursive: true });
    expect(await damagedPortraits(dir)).toEqual(['ada']);
    expect(await forgetDamagedPortraits(dir)).toBe(1);
    expect(await readdir(join(dir, 'files'))).toEqual([]);
  });

  it('forgets sources that are gone, and files that nobody has', async () => {
    const dir = await newDir();
    const { store } = await gather(
      { '/a.png': 'a', '/b.png': 'b' },
      [
        { feed: 'ada', icons: [`${site}/a.png`] },
        { feed: 'bob', icons: [`${site}/b.png`] },
      ],
      dir,
    );
    expect(await store.dropUnwanted((feed) => feed === 'bob')).toBe(1);
    expect((await openPortraits(dir)).feeds()).toEqual(['bob']);
    expect(await readdir(join(dir, 'files'))).toEqual([name('b')]);
  });

  it('reads what is whole of a list that somebody broke, and no path out of its folder', async () => {
    const dir = await newDir();
    await gather({ '/a.png': 'a' }, [{ feed: 'ada', icons: [`${site}/a.png`] }], dir);
    const list = await readFile(join(dir, 'list.json'), 'utf8');
    JSON.parse(list);
    await writeFile(
      join(dir, 'list.json'),
      `<<<<<<< ours\n${list}\n{"feed":"eve","name":"../../x.webp","checked":"${now}"}\n{"feed":"../eve","checked":"${now}"}\n{"feed":"bob"\n`,
    );
    const store = await openPortraits(dir);
    expect(store.feeds()).toEqual(['ada', 'eve']);
    expect(store.find('eve')?.name).toBeUndefined();
    expect(store.find('ada')?.name).toBe(name('a'));
  });
});

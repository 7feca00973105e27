import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeEncoder, NoEncoder } from '../../src/images/encoder.ts';
import { projectDir } from './site.test-kit.ts';

/** The process in which pictures are decoded, as it is compiled; and processes that do what a broken decoder could. */

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'daybook-encoder-'));
});
afterAll(() => rm(dir, { recursive: true }));

async function script(text: string): Promise<string> {
  const path = join(dir, `${Math.abs(text.length)}.mjs`);
  await writeFile(path, text);
  return path;
}

const tooCostly = { kind: 'refused', code: 'IMAGE_TOO_COSTLY' };

describe('the encoder', () => {
  it('encodes one picture after the other in a process without environment, and ends with it', async () => {
    const encoder = makeEncoder(join(projectDir, 'dist', 'images', 'encode-process.js'));
    const bytes = await sharp({ create: { width: 30, height: 20, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    expect(await encoder.encode(bytes)).toMatchObject({ kind: 'encoded', width: 30, height: 20 });
    expect(await encoder.encode(Buffer.from('no picture'))).toEqual({
      kind: 'refused',
      code: 'IMAGE_UNKNOWN_TYPE',
    });
    expect(await encoder.encode(bytes)).toMatchObject({ kind: 'encoded' });
    await encoder.close();
    const spy = makeEncoder(
      await script(
        "process.on('message', () => process.send({ kind: 'refused', code: Object.keys(process.env).join() }));",
      ),
    );
    expect(await spy.encode(bytes)).toMatchObject({ code: expect.not.stringContaining('PATH') });
    await spy.close();
  });

  it('loses one picture when its process dies, and starts another', async () => {
    const encoder = makeEncoder(
      await script(
        "process.on('message', (m) => (m.bytes[0] === 1 ? process.abort() : process.send({ kind: 'pixel' })));",
      ),
    );
    expect(await encoder.encode(Uint8Array.of(0))).toEqual({ kind: 'pixel' });
    expect(await encoder.encode(Uint8Array.of(1))).toEqual(tooCostly);
    expect(await encoder.encode(Uint8Array.of(0))).toEqual({ kind: 'pixel' });
    await encoder.close();
  });

  it('makes the picture that it has begun when a signal ends the run: it is not taken for a costly one', async () => {
    const real = pathToFileURL(join(projectDir, 'dist', 'images', 'encode-process.js')).href;
    const encoder = makeEncoder(
      await script(
        `await import('${real}'); process.on('message', () => { for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.kill(process.pid, signal); });`,
      ),
    );
    const picture = { create: { width: 30, height: 20, channels: 3, background: 'red' } } as const;
    expect(await encoder.encode(await sharp(picture).png().toBuffer())).toMatchObject({ kind: 'encoded' });
    await encoder.close();
  });

  it('says that its library is not there, or does not run here, before any picture is asked for', async () => {
    const whole = makeEncoder(join(projectDir, 'dist', 'images', 'encode-process.js'));
    await whole.check();
    await whole.close();
    for (const text of ["import 'no-such-library';", "throw new Error('Built for another machine');"]) {
      const encoder = makeEncoder(await script(text));
      await expect(encoder.check()).rejects.toThrow(NoEncoder);
      await encoder.close();
    }
  });

  it('ends a process that does not come to an end', async () => {
    const encoder = makeEncoder(await script("process.on('message', () => { for (;;); });"), 300);
    expect(await encoder.encode(Uint8Array.of(0))).toEqual(tooCostly);
    await encoder.close();
  });
});

import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser } from './browser.test-kit.ts';

/** Measures of pages are the same wherever they are taken: no font of the machine is seen, only those of the tests. */

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

/** Names of the faces that a text is really set in. */
async function facesOf(session: CDPSession, selector: string): Promise<string[]> {
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
  return fonts.map(({ familyName }) => familyName);
}

describe('a browser of the tests', () => {
  it.each([
    ['serif', 'DejaVu Serif'],
    ['"Palatino Linotype", P052, "Noto Serif", serif', 'DejaVu Serif'],
    ['sans-serif', 'DejaVu Sans'],
    ['system-ui, "Noto Sans", sans-serif', 'DejaVu Sans'],
    ['ui-monospace, "Noto Sans Mono", monospace', 'DejaVu Sans Mono'],
  ])('sets %s in %s', async (families, expected) => {
    const page = await browser.newPage();
    await page.setContent(`<p style='font-family: ${families}'>Handgloves 123</p>`);
    expect(await facesOf(await page.context().newCDPSession(page), 'p')).toEqual([expected]);
    await page.close();
  });

  it('has no face for a script that those fonts lack, whatever is installed', async () => {
    const page = await browser.newPage();
    await page.setContent('<p style="font-family: serif">東京</p>');
    const faces = await facesOf(await page.context().newCDPSession(page), 'p');
    expect(faces.filter((face) => !face.startsWith('DejaVu'))).toEqual([]);
    await page.close();
  });

  it('speaks English and lives in UTC', async () => {
    const page = await browser.newPage();
    const found = await page.evaluate(() => [
      navigator.language,
      new Intl.DateTimeFormat().resolvedOptions().timeZone,
    ]);
    expect(found).toEqual(['en-US', 'UTC']);
    await page.close();
  });
});

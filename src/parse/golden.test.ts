import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type FeedSource, parseFeed } from './index.ts';

/**
 * Every file in `fixtures/` shows one rule or one kind of damage, said in its opening comment; its golden lies beside
 * it. `DAYBOOK_GOLDEN=write npx vitest run src/parse/golden.test.ts` writes the goldens anew: read the difference.
 */
const folder = new URL('fixtures/', import.meta.url);
const inputs = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((name) => /\.(?:xml|html|jsonfeed|txt)$/.test(name))
  .sort();

/** A fixture says how it was served in its comment: `[content-type: text/xml; charset=utf-8]`, `[url: …]`. */
function sourceOf(bytes: Buffer): FeedSource {
  const head = bytes.toString('latin1').slice(0, 1500);
  const stated = (name: string): string | undefined => new RegExp(`\\[${name}: ([^\\]]+)\\]`).exec(head)?.[1];
  const contentType = stated('content-type');
  const location = stated('content-location');
  const language = stated('content-language');
  const timezone = stated('timezone');
  return {
    url: stated('url') ?? 'https://example.org/feeds/news.xml',
    ...(contentType === undefined ? {} : { contentType }),
    ...(timezone === undefined ? {} : { timezone }),
    headers: {
      ...(location === undefined ? {} : { 'Content-Location': location }),
      ...(language === undefined ? {} : { 'content-language': language }),
    },
  };
}

describe('fixtures', () => {
  it('are at least 250', () => {
    expect(inputs.length).toBeGreaterThanOrEqual(250);
  });

  it.each(inputs)('%s gives its golden', (name) => {
    const bytes = readFileSync(new URL(name, folder));
    const golden = new URL(name.replace(/\.[a-z]+$/, '.json'), folder);
    const text = `${JSON.stringify(parseFeed(bytes, sourceOf(bytes)), undefined, 2)}\n`;
    if (process.env.DAYBOOK_GOLDEN === 'write') writeFileSync(golden, text);
    expect(existsSync(golden), 'a golden lies beside the fixture').toBe(true);
    expect(text).toBe(readFileSync(golden, 'utf8'));
  });
});

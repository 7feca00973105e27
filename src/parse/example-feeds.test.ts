import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseFeed } from './index.ts';

const folder = new URL('../../examples/feeds/', import.meta.url);

/** Items counted without a parser: start tags of `item` and `entry`, or `"id"` of a JSON Feed's items. */
function countItems(bytes: Buffer, name: string): number {
  const text = bytes.toString('latin1');
  if (!name.endsWith('.json')) return text.match(/<(?:item|entry)[\s>]/g)?.length ?? 0;
  const json: unknown = JSON.parse(bytes.toString('utf8'));
  return typeof json === 'object' && json !== null && 'items' in json && Array.isArray(json.items)
    ? json.items.length
    : 0;
}

describe('the example feeds', () => {
  it.each(readdirSync(folder))('no item of %s is lost', (name) => {
    const bytes = readFileSync(new URL(name, folder));
    const result = parseFeed(bytes, { url: `https://feeds.example.net/${name}` });
    if ('problem' in result) throw new Error(result.problem.why);
    expect(result.feed.items).toHaveLength(countItems(bytes, name));
    expect(result.feed.items.length).toBeGreaterThan(0);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faults } from './fault-table.ts';

const root = join(import.meta.dirname, '..', '..');
const errors = readFileSync(join(root, 'docs', 'errors.md'), 'utf8');
const section = errors.split(/^## /m).find((part) => part.startsWith('Fetching')) ?? '';

describe('docs/errors.md, "Fetching"', () => {
  it.each(Object.keys(faults))('explains %s', (code) => {
    expect(section).toMatch(new RegExp(`^\\| \`${code}\` \\| .{10,} \\| .{5,} \\|$`, 'm'));
  });

  it('explains no code that the room does not have', () => {
    const explained = [...section.matchAll(/^\| `(FETCH_\w+)`/gm)].map(([, code]) => code);
    expect(explained.sort()).toEqual(Object.keys(faults).sort());
  });
});

describe('a sentence of a problem', () => {
  it.each(Object.entries(faults))(
    'of %s is whole: it begins large and ends with a full stop',
    (_code, entry) => {
      for (const sentence of [entry.why, entry.fix]) expect(sentence).toMatch(/^[A-Z"].*\.$/);
    },
  );
});

import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('every problem and repair code is documented', () => {
  const folder = new URL('./', import.meta.url);
  const code = /(?:note\(\s*|code: )'([A-Z][A-Z0-9_]+)'/g;
  const used = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) =>
      [...readFileSync(new URL(name, folder), 'utf8').matchAll(code)].map(([, found]) => found),
    );
  const documented = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  expect(used.length).toBeGreaterThan(40);
  expect([...new Set(used)].filter((each) => !documented.includes(`\`${each}\``))).toEqual([]);
});

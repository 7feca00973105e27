import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);
const textOf = (path: string): string => readFileSync(new URL(path, root), 'utf8');

it('every document that a message or a starter names is in the package', () => {
  const { files }: { files: readonly string[] } = JSON.parse(textOf('package.json'));
  const docs = readdirSync(new URL('docs/', root)).filter((name) => name.endsWith('.md'));
  const sources = ['src/', 'starter/'].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, withFileTypes: true, encoding: 'utf8' })
      .filter((entry) => entry.isFile() && !/\.test(?:-kit)?\.ts$/.test(entry.name))
      .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8')),
  );
  // Comments may name what only the repository has.
  const lines = sources
    .flatMap((text) => text.split('\n'))
    .filter((line) => !/^\s*(?:\/?\*|\/\/)/.test(line));
  const named = lines.flatMap((line) => [...line.matchAll(/\bdocs\/([a-z-]+\.md)/g)].map(([, name]) => name));
  expect(named).toContain('errors.md');
  expect(docs).toEqual(expect.arrayContaining(named));
  expect(files).toContain('docs/*.md');
});

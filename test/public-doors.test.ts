import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectDir } from './end-to-end/site.test-kit.ts';

/** What other programs may import: each function says how it is used, and does what it says. */

const doors = {
  parse: await import('../src/parse/public.ts'),
  clean: await import('../src/clean/public.ts'),
};

/** The docstring's example of a function: its lines, of which those with `// →` say what comes out. */
function exampleOf(room: string, name: string): string {
  const dir = join(projectDir, 'src', room);
  for (const file of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || /\.test/.test(file)) continue;
    const text = readFileSync(join(dir, file), 'utf8');
    const [before] = text.split(new RegExp(`\\nexport (?:function|const) ${name}\\b`));
    if (before === text || before === undefined) continue;
    const example = before.slice(before.lastIndexOf('/**')).split('@example\n')[1] ?? '';
    return example.replace(/^ \*\/?/gm, '').trim();
  }
  return '';
}

describe.each(Object.entries(doors))('daybook/%s', (room, door) => {
  const all = { ...doors.parse, ...doors.clean };
  it.each(Object.keys(door))('%s does what its example says', (name) => {
    const example = exampleOf(room, name);
    expect(example).toContain(`${name}(`);
    const lines = example.split('\n');
    const setUp = lines.filter((line) => !line.includes('// →')).join('\n');
    for (const line of lines.filter((one) => one.includes('// →'))) {
      const [expression = '', wanted = ''] = line.split(/;\s*\/\/ → /);
      const run = new Function(...Object.keys(all), `${setUp}\nreturn [${expression}, ${wanted}];`);
      const [found, said] = run(...Object.values(all));
      expect(found).toEqual(said);
    }
    expect(lines.some((line) => line.includes('// →'))).toBe(true);
  });
});

it('an answer of parseFeed may be taken apart, as the README does', () => {
  const url = 'https://example.org/feed.xml';
  const { feed, problem } = doors.parse.parseFeed(new TextEncoder().encode('<rss version="2.0"/>'), { url });
  expect(feed && doors.clean.cleanFeed(feed, { feedUrl: url }).items).toEqual(problem ? undefined : []);
});

/** What a door's types name outside of the package. */
function namedBy(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  return [...code.matchAll(/(?:from|import\()\s*['"]([^'"]+)['"]/g)].flatMap(([, name = '']) =>
    name.startsWith('.') ? namedBy(join(dirname(file), name.replace(/\.[jt]s$/, '.d.ts')), seen) : [name],
  );
}

it.each(['parse/public', 'clean/public', 'site/eleventy'])(
  'the types of %s need only packages with types',
  (door) => {
    const typed = ['markdown-it', 'parse5'];
    expect(typed).toEqual(expect.arrayContaining(namedBy(join(projectDir, 'dist', `${door}.d.ts`))));
  },
);

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { commands } from '../src/cli/commands/index.ts';
import { testConsole } from '../src/cli/console.test-kit.ts';
import { makeProgram } from '../src/cli/run.ts';
import { keysAt } from '../src/config/schema-keys.ts';
import { catalogues } from '../src/site/locales/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** What stands in the first cell of a document's table rows, in backquotes. */
function documented(path: string): string[] {
  return [...read(path).matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name);
}

/** Codes of other programs that ours compare with. */
const foreign = /^(?:ERR|HPE|UND|UNABLE|DEPTH|SELF|CERT|DUPLICATE)_|^E[A-Z]+$/;

/** Every problem and repair code that the program can give: words in capitals, joined by "_", in quotes. */
function codesInSource(): Map<string, string> {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.ts$/.test(name) && !/\.test\.ts$|\.test-kit\.ts$|\.d\.ts$/.test(name),
  );
  const codes = new Map<string, string>();
  for (const name of files.sort()) {
    const text = readFileSync(join(root, 'src', name), 'utf8');
    for (const [, code = ''] of text.matchAll(/'([A-Z]{3,}(?:_[A-Z0-9]+)+)'/g)) {
      if (!foreign.test(code)) codes.set(code, name);
    }
    for (const [, code = ''] of text.matchAll(/code: '([A-Z][A-Z_0-9]+)'/g)) {
      if (!foreign.test(code)) codes.set(code, name);
    }
  }
  return codes;
}

/** Every key of the configuration, as the reference writes it: `rules[].then.pin`. */
function keysBelow(path: readonly (string | number)[], written: string): string[] {
  // A feed's filter is made of the conditions that rules have.
  if (path.includes('keep') || path.includes('drop')) return [];
  return [...new Set(keysAt(path))].flatMap((key) => {
    const name = written === '' ? key : `${written}.${key}`;
    // Conditions hold conditions: their keys are documented once.
    if (path.includes('if')) return [name];
    return [name, ...keysBelow([...path, key], name), ...keysBelow([...path, key, 0], `${name}[]`)];
  });
}

describe('docs/errors.md', () => {
  const known = new Set(documented('docs/errors.md'));
  const codes = codesInSource();

  it('explains every code that the program gives', () => {
    expect(codes.size).toBeGreaterThan(100);
    expect([...codes].filter(([code]) => !known.has(code))).toEqual([]);
  });

  it('explains no code that is gone', () => {
    expect([...known].filter((code) => /^[A-Z]+(?:_|$)/.test(code) && !codes.has(code))).toEqual([]);
  });

  it('explains each code once', () => {
    expect(documented('docs/errors.md')).toHaveLength(known.size);
  });
});

describe('docs/configuration.md', () => {
  const known = documented('docs/configuration.md');
  const keys = keysBelow([], '');

  it('explains every key of the configuration', () => {
    expect(keys).toEqual(
      expect.arrayContaining(['title', 'feeds[].url', 'rules[].if.any', 'rules[].then.pin', 'fetch.timeout']),
    );
    expect(keys.filter((key) => !known.includes(key))).toEqual([]);
  });

  it('explains no key that is gone, and each once', () => {
    expect(known.filter((key) => !keys.includes(key))).toEqual([]);
    expect(new Set(known).size).toBe(known.length);
  });
});

describe('CONTRIBUTING.md', () => {
  it('answers twelve questions, and names rooms, folders and files that are there', () => {
    const [, answers = ''] = read('CONTRIBUTING.md').split('## Twelve questions');
    const [table = ''] = answers.split('\n## ');
    expect(table.match(/^\| .*\? \|/gm)).toHaveLength(12);
    const named = (text: string) =>
      [...text.matchAll(/`((?:\w+\/)+[\w./-]*)`/g)].map(([, place = '']) => place);
    const rooms = [...read('CONTRIBUTING.md').matchAll(/^\| `(\w+\/)` \| .* \| (.*) \|$/gm)];
    const folders = rooms.flatMap(([, room = '', list = '']) => named(list).map((folder) => room + folder));
    const places = [...folders, ...rooms.map(([, room = '']) => room), ...named(table)];
    const isThere = (place: string) => ['', 'src'].some((folder) => existsSync(join(root, folder, place)));
    expect(places.length).toBeGreaterThan(60);
    expect(places.filter((place) => !isThere(place))).toEqual([]);
  });
});

describe('docs/commands.md', async () => {
  const text = read('docs/commands.md');
  const program = await makeProgram(Object.keys(commands), testConsole(), () => undefined);
  /** What the table below a heading names. */
  const optionsBelow = (heading: string): string[] => {
    const [, ...sections] = text.split(/^#{2,3} /m);
    const found = sections.find((section) => section.startsWith(`${heading}\n`));
    return [...(found ?? 'none').matchAll(/^\| `(--[^`]+)` \|/gm)].map(([, name = '']) =>
      name.replace('\\|', '|'),
    );
  };
  const flagsOf = ({ options }: Command): string[] => options.map(({ flags }) => flags);

  it.each(program.commands.map((command) => [command.name(), command] as const))(
    'has the usage of %s, and each of its options',
    (name, command) => {
      const usage = ['daybook', name, command.usage().replace(/^\[options\] ?/, '')].join(' ').trim();
      expect(text).toContain(`\n### \`${usage}\`\n`);
      expect(optionsBelow(`\`${usage}\``)).toEqual(flagsOf(command));
    },
  );

  it('has each option of every command, and no command that is gone', () => {
    expect(optionsBelow('Every command')).toEqual([
      ...flagsOf(program).filter((flag) => flag !== '--version'),
      '--help',
    ]);
    expect(text.match(/^### /gm)).toHaveLength(program.commands.length);
  });
});

describe('docs/dependencies.md', () => {
  it('has a row for every runtime dependency, and no other', () => {
    const manifest: Record<'dependencies' | 'optionalDependencies', object> = JSON.parse(
      read('package.json'),
    );
    const names = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
    expect(names.length).toBeGreaterThan(5);
    expect(documented('docs/dependencies.md').sort()).toEqual(names.sort());
  });

  it('fills every cell of every row', () => {
    for (const row of read('docs/dependencies.md')
      .split('\n')
      .filter((line) => line.startsWith('| `'))) {
      const cells = row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      expect([cells.length, cells.includes('')]).toEqual([6, false]);
    }
  });
});

describe('the languages of the interface', () => {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  const known = [...catalogues.keys()].map((tag) => names.of(tag) ?? tag);

  it.each([
    ['docs/configuration.md', /^\| `locale` \|.*$/m],
    ['README.md', /In the language of your readers[\s\S]*?\n-/],
    ['CHANGELOG.md', /The interface speaks[\s\S]*?\n-/],
  ])('are all named in %s, and no other', (path, place) => {
    const [text = ''] = place.exec(read(path)) ?? [];
    const named = text
      .replace(/\s+/g, ' ')
      .match(/(?:(?:Simplified|Traditional) )?\b[A-Z][a-z]+(?:ese|ish|ench|man|ian|tch|brew|bic)\b/g);
    expect([...new Set(named)].sort()).toEqual([...known].sort());
  });
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanHtml, plainText } from '../../clean/index.ts';
import type { NamedList } from './named-lists.ts';
import { structureOf } from './security-updates.ts';

function rowsOf(text: string): readonly NamedList[] | undefined {
  return structureOf({ title: 'Security updates for Monday', text })?.rows;
}

/** `a`, `a and b`, `a, b, and c`: as the sentence writes lists. */
function written(parts: readonly string[]): string {
  if (parts.length < 3) return parts.join(' and ');
  return `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1)}`;
}

/** Distributions are parted by commas even where they are two. */
function sentence(rows: readonly NamedList[]): string {
  const parts = rows.map(({ name, values }) => `${name} (${written(values)})`);
  return `Security updates have been issued by ${written(parts)}.`;
}

describe('security updates', () => {
  it.each([
    ['one package of one distribution', 'Debian (nginx).', [['Debian', 'nginx']]],
    ['two without a comma', 'Fedora (kernel and picocli).', [['Fedora', 'kernel picocli']]],
    ['three with one', 'SUSE (bind, curl, and xz).', [['SUSE', 'bind curl xz']]],
    ['three without the last comma', 'SUSE (bind, curl and xz).', [['SUSE', 'bind curl xz']]],
    [
      'odd names',
      'AlmaLinux (gimp:2.8, go1.25, skopeo/buildah/podman, java-1_8_0-openjdk, and libstdc++).',
      [['AlmaLinux', 'gimp:2.8 go1.25 skopeo/buildah/podman java-1_8_0-openjdk libstdc++']],
    ],
    [
      'distributions with blanks, and two of them',
      'Red Hat (a) and Arch Linux (b and c).',
      [
        ['Red Hat', 'a'],
        ['Arch Linux', 'b c'],
      ],
    ],
    [
      'no full stop, and lines that break anywhere',
      'Debian (a,\n b,\nand python-\ncryptography), and\nSUSE (c)\n',
      [
        ['Debian', 'a b python-cryptography'],
        ['SUSE', 'c'],
      ],
    ],
    ['a name that begins with "and"', 'Debian (a and android-tools).', [['Debian', 'a android-tools']]],
  ])('reads %s', (_case, list, expected) => {
    const rows = rowsOf(`Security updates have been issued by ${list}`);
    expect(rows?.map(({ name, values }) => [name, values.join(' ')])).toEqual(expected);
  });

  it('reads through markup and links', () => {
    const html = cleanHtml(
      '<p>Security updates have been issued by <b>Red\nHat</b> (<a href="https://a.example/">nginx</a>, <i>bind</i>, and xz) &amp; more</p>'.replace(
        ' &amp; more',
        ', and <b>SUSE</b> (c).',
      ),
    );
    expect(rowsOf(plainText(html))).toEqual([
      { name: 'Red Hat', values: ['nginx', 'bind', 'xz'] },
      { name: 'SUSE', values: ['c'] },
    ]);
  });

  it.each([
    ['another sentence', 'Stable kernels 6.1 (a) and 6.2 (b) are out.'],
    ['a text before it', 'Note: Security updates have been issued by Debian (a).'],
    ['a text after it', 'Security updates have been issued by Debian (a). Read on.'],
    ['a second paragraph', 'Security updates have been issued by Debian (a).\n\nThanks.'],
    ['no distribution', 'Security updates have been issued by many.'],
    ['an empty list', 'Security updates have been issued by Debian ().'],
    ['an open bracket', 'Security updates have been issued by Debian (a.'],
    ['brackets in a name', 'Security updates have been issued by Debian (a (b), c).'],
    ['a package that is several words', 'Security updates have been issued by Debian (a, the new b).'],
    ['an empty package', 'Security updates have been issued by Debian (a, , b).'],
    ['three joined by "and"', 'Security updates have been issued by Debian (a and b and c).'],
    ['a distribution without packages', 'Security updates have been issued by Debian, SUSE (a).'],
    ['a joint at the beginning', 'Security updates have been issued by and Debian (a).'],
    ['a joint without a second list', 'Security updates have been issued by Debian (a), SUSE and (b).'],
    ['two distributions for one list', 'Security updates have been issued by Debian and SUSE (a).'],
    ['no joint between two', 'Security updates have been issued by Debian (a) SUSE (b).'],
  ])('leaves %s as it is', (_case, text) => {
    expect(rowsOf(text)).toBeUndefined();
  });

  const name = fc
    .stringMatching(/^[A-Za-z0-9][A-Za-z0-9.+:/_~-]{0,20}[A-Za-z0-9+]$/)
    .filter((one) => one !== 'and');
  const anyRow = fc.record({
    name: fc
      .array(fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,10}$/), { minLength: 1, maxLength: 3 })
      .map((words) => words.join(' ')),
    values: fc.array(name, { minLength: 1, maxLength: 60 }),
  });

  it('has every package of the sentence in the table, and the sentence can be written again from it', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { minLength: 1, maxLength: 12 }), (rows) => {
        const text = sentence(rows);
        const found = rowsOf(text);
        expect(found).toEqual(rows);
        expect(sentence(found ?? [])).toBe(text);
      }),
    );
  });

  it('never loses a word of a text that it takes', () => {
    const piece = fc.oneof(name, fc.constantFrom(', ', ' and ', ', and ', ' (', ')', '), ', '. ', ' '));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const list = `Debian (a), ${pieces.join('')}`;
        const rows = rowsOf(`Security updates have been issued by ${list}`);
        if (!rows) return;
        const kept = rows.flatMap((row) => [...row.name.split(' '), ...row.values]);
        const words = list
          .replaceAll('- ', '-')
          .split(/[\s(),]+/u)
          .map((word) => word.replace(/\.$/u, ''));
        expect(kept).toEqual(words.filter((word) => word !== '' && word !== 'and'));
      }),
      { numRuns: 500 },
    );
  });

  it('reads every such item of a whole feed', () => {
    const sample = new URL('../../../examples/feeds/kernel-weekly.rdf', import.meta.url);
    const lists = [
      ...readFileSync(sample, 'utf8').matchAll(
        /<description>\s*(Security updates have[\s\S]*?)<\/description>/g,
      ),
    ];
    expect(lists.length).toBeGreaterThan(7);
    for (const [, html = ''] of lists) {
      const escaped = html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
      expect(rowsOf(plainText(cleanHtml(escaped)))?.length).toBeGreaterThan(1);
    }
  });
});

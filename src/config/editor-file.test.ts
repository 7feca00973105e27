import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EditorFile, Problem } from '../model/types.ts';
import { readEditorFile } from './editor-file.ts';

const file = 'editions/2026-05-18.md';

function read(content: string): EditorFile {
  const result = readEditorFile(content, '2026-05-18', file);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.editor;
}

function problemsIn(content: string): readonly Problem[] {
  const result = readEditorFile(content, '2026-05-18', file);
  return 'problems' in result ? result.problems : [];
}

describe('an editor’s file', () => {
  it('may say all that there is to say', () => {
    const head = [
      '---',
      'title: The day of the gate',
      'author: [Ada, Ben]',
      'lead: "#aaaa"',
      'pin: [bbbb]',
      'drop: cccc',
      'notes: { bbbb: "A *note*." }',
      'merge: [[aaaa, bbbb]]',
      'split: [dddd, eeee]',
      '---',
    ].join('\n');
    const editor = read(`${head}\n\nHello.\n\n---\n\nMore.\n`);
    expect(editor).toEqual({
      edition: '2026-05-18',
      title: 'The day of the gate',
      authors: ['Ada', 'Ben'],
      lead: { name: '#aaaa', where: `${file}, line 4, column 1, lead` },
      pin: [{ name: 'bbbb', where: `${file}, line 5, column 7, pin[0]` }],
      drop: [{ name: 'cccc', where: `${file}, line 6, column 1, drop` }],
      notes: [{ item: { name: 'bbbb', where: `${file}, line 7, column 10, notes.bbbb` }, text: 'A *note*.' }],
      merge: [
        [
          { name: 'aaaa', where: `${file}, line 8, column 10, merge[0][0]` },
          { name: 'bbbb', where: `${file}, line 8, column 16, merge[0][1]` },
        ],
      ],
      split: [
        { name: 'dddd', where: `${file}, line 9, column 9, split[0]` },
        { name: 'eeee', where: `${file}, line 9, column 15, split[1]` },
      ],
      text: 'Hello.\n\n---\n\nMore.',
    });
  });

  it.each([
    ['only a text', 'Hello.', 'Hello.'],
    ['nothing', '', ''],
    ['an empty head', '---\n---\nHello.', 'Hello.'],
    ['a head of comments', '---\n# later\n---\nHello.', 'Hello.'],
    ['line ends of Windows', '---\r\ntitle: T\r\n---\r\nHello.\r\n', 'Hello.'],
    ['a byte order mark', '\ufeff---\ntitle: T\n---\nHello.', 'Hello.'],
    ['an end with dots', '---\ntitle: T\n...\nHello.', 'Hello.'],
    ['no line after the head', '---\ntitle: T\n---', ''],
    ['a rule that is no head', '----\nHello.', '----\nHello.'],
  ])('may have %s', (_case, content, text) => {
    expect(read(content).text).toBe(text);
  });

  it('takes keys of items as texts, whatever numbers they look like', () => {
    expect(read('---\npin: [012345678901, 1e5, true, null]\n---\n').pin.map(({ name }) => name)).toEqual([
      '012345678901',
      '1e5',
      'true',
      'null',
    ]);
  });
});

describe('a fault', () => {
  it('is told with line and column, all at once, with the likely meaning', () => {
    const found = problemsIn('---\npinn: a\nauthor: { a: b }\nlead: []\nmerge: [a]\n---\nHello.');
    expect(found.map(({ code, where }) => [code, where])).toEqual([
      ['CONFIG_BAD_TYPE', `${file}, line 3, column 1, author`],
      ['CONFIG_BAD_TYPE', `${file}, line 4, column 1, lead`],
      ['CONFIG_BAD_TYPE', `${file}, line 5, column 9, merge[0]`],
      ['CONFIG_UNKNOWN_KEY', `${file}, line 2, column 1, pinn`],
    ]);
    expect(found[3]?.fix).toBe('Did you mean "pin"?');
    for (const { kept } of found) expect(kept).toBe('The edition is made without this file.');
  });

  it.each([
    ['no end of the head', '---\ntitle: T\nHello.'],
    ['no YAML', '---\ntitle: "T\n---\n'],
    ['a list for a head', '---\n- a\n---\n'],
    ['a text for a head', '---\nHello\n---\n'],
    ['a key twice', '---\ntitle: a\ntitle: b\n---\n'],
    ['an alias that stands for nothing', '---\ntitle: *a\n---\n'],
    [
      'aliases that multiply',
      `---\nx: &a [1,1,1,1,1,1,1,1,1]\n${'bcdefgh'.replace(/./g, (c) => `${c}: &${c} [${`*${String.fromCharCode(c.charCodeAt(0) - 1)},`.repeat(9)}]\n`)}---\n`,
    ],
    ['lists without end', `---\npin: ${'['.repeat(50_000)}\n---\n`],
    ['questions without end', `---\n${'? '.repeat(20_000)}\n---\n`],
    ['lists in lists without end', `---\n${'- '.repeat(20_000)}\n---\n`],
    [
      'steps without end',
      `---\n${Array.from({ length: 300 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')}\n---\n`,
    ],
    ['a head without end', `---\nnotes: { a: "${'x'.repeat(70_000)}" }\n---\n`],
    ['a key that reaches for prototypes', '---\n__proto__: { title: x }\n---\n'],
    ['a constructor', '---\nconstructor: x\n---\n'],
    ['a tag that would run', '---\ntitle: !!js/function "x"\nlead: !!js/function {}\n---\n'],
    ['an endless title', `---\ntitle: ${'x'.repeat(501)}\n---\n`],
    ['too many pins', `---\npin: [${'a,'.repeat(13)}]\n---\n`],
    ['a story of one', '---\nmerge: [[a]]\n---\n'],
    ['an empty name', '---\ndrop: [""]\n---\n'],
  ])('is told, and nothing thrown: %s', (_case, content) => {
    const found = problemsIn(content);
    expect(found.length).toBeGreaterThan(0);
    for (const problem of found) {
      expect(problem.where).toContain(file);
      expect(Object.values(problem).every((text) => text !== '')).toBe(true);
    }
  });

  it('of any text is a value', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '---\n',
        'pin: ',
        'notes:',
        ' ',
        '\n',
        '[',
        ']',
        '{',
        '}',
        '&a ',
        '*a',
        '#',
        '"',
        '<<: ',
        '? ',
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const result = readEditorFile(`---\n${pieces.join('')}`, '2026-05-18', file);
        expect('editor' in result || result.problems.length > 0).toBe(true);
      }),
    );
  });
});

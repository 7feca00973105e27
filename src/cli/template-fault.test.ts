import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderFault, templateFault } from './template-fault.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'daybook-template-'));
  await mkdir(join(dir, 'templates'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const path = (): string => join(dir, 'templates', 'item.njk');

describe('the message of the template engine', () => {
  it.each([
    [
      'a place',
      'x\n{{ a..b }}',
      ' [Line 2, Column 6]\n  expected name as lookup value, got .',
      { line: 2, column: 6, why: 'expected name as lookup value, got .' },
    ],
    [
      'the end of the file',
      'x\n{% if a %}\ny\n\n',
      '\n  parseIf: expected elif, else, or endif, got end of file',
      { line: 3, column: 2, why: 'parseIf: expected elif, else, or endif, got end of file' },
    ],
    [
      'a filter',
      'x\ny {{ a | nofilter }}',
      '\n  Error: filter not found: nofilter',
      { line: 2, column: 10, why: 'filter not found: nofilter' },
    ],
    [
      'a template',
      '{% include "no.njk" %}',
      '\n  Error: template not found: no.njk',
      { line: 1, column: 13, why: 'template not found: no.njk' },
    ],
    [
      'a text that is not closed',
      'x {{ a }}\n{% if a %}{{ "b }}{% endif %}\n{{ c }}',
      '\n  expected variable end',
      { line: 2, column: 11, why: 'expected variable end' },
    ],
    [
      'a tag that is not closed',
      'x {{ "}}" }}\ny {{ a',
      '\n  expected variable end',
      { line: 2, column: 3, why: 'expected variable end' },
    ],
    ['no place', 'x', '\n  Error: nothing known', { why: 'nothing known' }],
    [
      'a place behind the head of a page',
      '---\ntitle: x\n---\n{{ a..b }}',
      ' [Line 1, Column 6]\n  got .',
      { line: 4, column: 6, why: 'got .' },
    ],
  ])('names %s', async (_case, text, tail, expected) => {
    await writeFile(path(), text);
    const message = `(/package/templates/pages/day.njk) [Line 39, Column 36]\n  Template render error: (${path()})${tail}`;
    expect(templateFault(message, dir)).toEqual({ file: join('templates', 'item.njk'), ...expected });
  });

  it.each([
    ['a filter', 'x\n{{ a | shout }}', 'filter not found: shout', { line: 2, column: 8 }],
    ['an asset', 'x\n{{ "no.js" | asset }}', 'Error: There is no asset "no.js".', { line: 2, column: 5 }],
    ['a text', 'x\n{{ t("nokey") }}', 'Error: There is no text "nokey".', { line: 2, column: 7 }],
    [
      'a variable',
      'x\n{{ title() }}',
      'Unable to call `title`, which is not a function',
      { line: 2, column: 4 },
    ],
  ])('names the place of %s, not that of the block around it', async (_case, text, why, place) => {
    await writeFile(path(), text);
    const fault = templateFault(`(${path()}) [Line 1, Column 3]\n  ${why}`, dir);
    expect(fault).toMatchObject({ ...place, why: why.replace('Error: ', '') });
  });

  it.each([
    ['attempted to output null or undefined value', /does not exist, or has no value/],
    ['RangeError: Maximum call stack size exceeded', /without end/],
  ])('is said in our words: %s', (words, why) => {
    expect(templateFault(`(${path()}) [Line 3, Column 1]\n  Error: ${words}`, dir)?.why).toMatch(why);
  });

  it('names a file of the package by its whole path, and one that is gone', () => {
    expect(templateFault('(/package/a.njk) [Line 1, Column 2]\n  Error: x', dir)).toEqual({
      file: '/package/a.njk',
      line: 1,
      column: 2,
      why: 'x',
    });
  });

  it('is no other message', () => {
    expect(templateFault('ENOSPC: no space left on device', dir)).toBeUndefined();
  });
});

describe('the messages of Eleventy', () => {
  it.each([
    [
      'a page',
      [
        'Having trouble rendering njk template ./pages/a.njk',
        '(./pages/a.njk)\n  Error: filter not found: x',
      ],
      'a.njk',
      'filter not found: x',
    ],
    [
      'a layout',
      ['Problem creating an Eleventy Layout for the "./pages/a.njk" template file.', 'No such layout'],
      'a.njk',
      'No such layout',
    ],
    [
      'data',
      ['Having trouble parsing data file ./pages/b.json', 'Unexpected end'],
      'b.json',
      'Unexpected end',
    ],
    [
      'two pages',
      ['Output conflict.\n  1. ./pages/a.njk\n  2. ./pages/c.njk\n'],
      'a.njk',
      'Output conflict. 1. ./pages/a.njk 2. ./pages/c.njk',
    ],
  ])('name the file at fault: %s', async (_case, messages, name, why) => {
    await mkdir(join(dir, 'pages'));
    for (const one of ['a.njk', 'b.json']) await writeFile(join(dir, 'pages', one), '');
    expect(renderFault(messages, dir)).toEqual({ file: join('pages', name), why });
  });

  it('say nothing of a fault elsewhere', () => {
    expect(renderFault(['ENOSPC: no space left on device, write'], dir)).toBeUndefined();
  });
});

import { expect, it } from 'vitest';
import { testIndex, testRecord } from './search.test-kit.ts';

const records = [
  testRecord({ key: 'dot', title: 'Node.js 24 is out' }),
  testRecord({ key: 'plain', title: 'What nodejs does at its start' }),
  testRecord({ key: 'net', title: 'ASP runs on .NET' }),
  testRecord({ key: 'dotnet', title: 'A tool for dotnet' }),
  testRecord({ key: 'apart', title: 'The node of a net, and js beside it' }),
];

it.each([
  ['nodejs', ['plain', 'dot']],
  ['NodeJS', ['plain', 'dot']],
  ['node.js', ['dot', 'plain']],
  ['.net', ['net', 'dotnet']],
  ['dotnet', ['dotnet', 'net']],
  ['"nodejs"', ['plain']],
  ['js', ['apart', 'dot']],
])('%s finds a name with its dot and without, first as it was typed', async (text, keys) => {
  const index = await testIndex([records]);
  const { corrections } = await index.ask(text);
  expect([await index.find(text), corrections.size]).toEqual([keys, 0]);
});

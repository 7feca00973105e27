import { describe, expect, it } from 'vitest';
import { type BuildRecord, filesIn, formatRecord, parseRecord, type UnitRecord } from './build-record.ts';
import { nextRecord, type Rendered } from './next-record.ts';

const head = { common: { code: 'c' }, turn: 3, ledger: 'l', own: ['/robots.txt'] };

function recordOf(
  made: readonly (readonly [string, UnitRecord])[],
  from: Partial<Rendered> = {},
): BuildRecord {
  const rendered = { last: undefined, kept: new Map(), keptFiles: 0, ...from };
  return nextRecord(head, { ...rendered, made: new Map(made), versionOf: (name) => `of ${name}` });
}

function unit(inputs: readonly string[], path = '/a.html'): UnitRecord {
  return { inputs, files: [[path, { size: 5, mtimeMs: 1.5, hash: 'h' }]] };
}

/** What a record says of a unit. */
function told(record: BuildRecord | undefined, id: string): UnitRecord | undefined {
  const line = record?.lines.get(id);
  if (record === undefined || line === undefined) return undefined;
  const inputs = record.inputs.flatMap(([name], at) => {
    const isChanged = record.inputs.map((_, other) => other === at);
    return record.changedInputs(line, isChanged).length > 0 ? [name] : [];
  });
  return { inputs, files: filesIn(line) };
}

const names = ['', 'a', 'a"b', '",[', ']', '\\', '"]\n[', 'é\u2028', '[[1],"', '\\"'];

describe('BuildRecord', () => {
  it.each(names)('is read as it was written, with units, inputs and files that are called %j', (name) => {
    const [inputs, path] = [[`x:${name}`, 'y:1'], `/${name}`];
    const made = [
      [name, unit(inputs, path)],
      [`of ${name}`, unit([], path)],
      [`${name} of`, { inputs: [inputs[0] ?? ''], files: [] }],
    ] as const;
    const record = parseRecord(formatRecord(recordOf(made)));
    expect(made.map(([id]) => [id, told(record, id)])).toEqual(made);
    expect(record?.lines.size).toBe(made.length);
  });

  it('remembers what it is the record of', () => {
    const made = recordOf([['a', unit(['x:1'])]]);
    expect(parseRecord(formatRecord(made))?.head).toEqual({ ...head, files: 1 });
  });

  it('counts no other form', () => {
    expect(parseRecord('{"form":3}')).toBeUndefined();
    expect(parseRecord('')).toBeUndefined();
  });

  it('remembers versions, but not of what the ledger tells by its changes', () => {
    const { inputs } = recordOf([['a', unit(['day:2026-05-18', 'source:lwn'])]]);
    expect(inputs).toEqual([
      ['day:2026-05-18', ''],
      ['source:lwn', 'of source:lwn'],
    ]);
  });

  it('names at most two of the inputs that changed', () => {
    const record = recordOf([['a', unit(['x:1', 'x:2', 'x:3', 'x:4'])]]);
    const line = record.lines.get('a') ?? '';
    expect(record.changedInputs(line, [false, true, true, true])).toEqual(['x:2', 'x:3']);
    expect(record.changedInputs(line, [])).toEqual([]);
  });
});

describe('nextRecord', () => {
  it('keeps what stayed as it was, and gives numbers that nothing has any more to new inputs', () => {
    const last = recordOf([
      ['a', unit(['x:1', 'x:2'])],
      ['b', unit(['x:3'], '/b.html')],
    ]);
    const kept = new Map([...last.lines].filter(([id]) => id === 'b'));
    const next = recordOf([['c', unit(['x:3', 'x:4'], '/c.html')]], { last, kept, keptFiles: 1 });
    expect(told(next, 'b')).toEqual(unit(['x:3'], '/b.html'));
    expect(told(next, 'c')?.inputs.toSorted()).toEqual(['x:3', 'x:4']);
    expect(next.lines.get('b')).toBe(last.lines.get('b'));
    expect(next.inputs.length).toBe(last.inputs.length);
    expect(next.head.files).toBe(2);
  });

  it('starts anew where nothing stayed', () => {
    const last = recordOf([['a', unit(['x:1', 'x:2'])]]);
    const next = recordOf([['a', unit(['x:9'])]], { last });
    expect(next.inputs).toEqual([['x:9', 'of x:9']]);
  });
});

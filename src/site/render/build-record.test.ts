import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testRuns } from '../../model/test-runs.test-kit.ts';
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

const text = fc.oneof(fc.string(), fc.constantFrom('a"b', '",[', ']', '\\', '"]\n[', 'é\u2028', '[[1],"'));
const anyUnit = fc.record({
  id: text,
  inputs: fc.array(text.filter((name) => name !== '')),
  paths: fc.array(text),
});

describe('BuildRecord', () => {
  it('is read as it was written, whatever units, inputs and files are called', () => {
    fc.assert(
      fc.property(anyUnit, anyUnit, (one, other) => {
        const made = new Map(
          [one, other].map(({ id, inputs, paths }) => {
            const files = paths.map((path) => [path, { size: 1, mtimeMs: 2.25, hash: 'h' }] as const);
            return [id, { inputs: [...new Set(inputs)].sort(), files }];
          }),
        );
        const record = parseRecord(formatRecord(recordOf([...made])));
        const found = [...made.keys()].map((id) => told(record, id));
        expect(found.map((unit) => [...(unit?.inputs ?? [])].sort())).toEqual(
          [...made.values()].map(({ inputs }) => inputs),
        );
        expect(found.map((unit) => unit?.files)).toEqual([...made.values()].map(({ files }) => files));
        expect(record?.lines.size).toBe(made.size);
      }),
      { numRuns: testRuns({ quick: 200, full: 2_000 }) },
    );
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

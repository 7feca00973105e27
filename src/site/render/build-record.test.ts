import { describe, expect, it } from 'vitest';
import { type BuildRecord, eachInput, filesIn, parseRecord, type UnitRecord } from './build-record.ts';
import { nextRecord, type Rendered } from './next-record.ts';

const head = { common: { code: 'c' }, turn: 50, ledger: 'l', own: ['/robots.txt'], others: ['/robots.txt'] };

type Units = readonly (readonly [string, UnitRecord])[];

/** A record as it is read after it was written. */
function recordOf(made: Units, from: Partial<Rendered> & { turn?: number } = {}): BuildRecord {
  const rendered = { last: undefined, kept: [], keptFiles: 0, ...from };
  const versionSince = (name: string, before: string | undefined): string => before ?? `of ${name}`;
  const { turn = head.turn } = from;
  const record = parseRecord(
    nextRecord({ ...head, turn }, { versionSince, ...rendered, made: new Map(made) }),
  );
  if (!record) throw new Error('It cannot be read.');
  return record;
}

function unit(inputs: readonly string[], path = '/a.html'): UnitRecord {
  return { inputs, files: [[path, { size: 5, mtimeMs: 1.5, hash: 'h' }]] };
}

/** What a record says of a unit. */
function told({ inputs, lines }: BuildRecord, id: string): UnitRecord {
  const line = lines.get(id) ?? '';
  const names: string[] = [];
  eachInput(line, (input) => {
    names.push(inputs.names[input] ?? '');
    return true;
  });
  return { inputs: names, files: filesIn(line) };
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
    const record = recordOf(made);
    expect(made.map(([id]) => [id, told(record, id)])).toEqual(made);
    expect(record.lines.size).toBe(made.length);
  });

  it('remembers what it is the record of', () => {
    expect(recordOf([['a', unit(['x:1'])]]).head).toEqual({ ...head, files: 1 });
  });

  it('counts no other form', () => {
    expect(parseRecord('{"form":3}')).toBeUndefined();
    expect(parseRecord('')).toBeUndefined();
  });

  it('remembers versions, but not of what the ledger tells by its changes', () => {
    expect(recordOf([['a', unit(['day:2026-05-18', 'source:lwn'])]]).inputs).toEqual({
      names: ['day:2026-05-18', 'source:lwn'],
      versions: ['', 'of source:lwn'],
    });
  });

  it('tells inputs as long as they are asked for', () => {
    const { lines } = recordOf([['a', unit(Array.from({ length: 13 }, (_, n) => `x:${n}`))]]);
    const asked: number[] = [];
    eachInput(lines.get('a') ?? '', (input) => asked.push(input) < 12);
    expect(asked).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
});

describe('nextRecord', () => {
  const last = recordOf([
    ['a', unit(['x:1', 'x:2'])],
    ['b', unit(['x:3'], '/b.html')],
  ]);
  const kept = [last.lines.get('b') ?? ''];

  it.each([
    ['gives numbers that nothing has any more to new inputs', 100, 3],
    ['leaves numbers as they are in most runs', 101, 4],
  ])('keeps what stayed as it was, and %s', (_case, turn, count) => {
    const made = [['c', unit(['x:3', 'x:4'], '/c.html')]] as const;
    const next = recordOf(made, { last, kept, keptFiles: 1, turn });
    expect(told(next, 'b')).toEqual(unit(['x:3'], '/b.html'));
    expect(told(next, 'c')).toEqual(unit(['x:3', 'x:4'], '/c.html'));
    expect(next.lines.get('b')).toBe(last.lines.get('b'));
    expect(next.inputs.names.length).toBe(count);
    expect(next.head.files).toBe(2);
  });

  it('starts anew where nothing stayed', () => {
    const next = recordOf([['a', unit(['x:9'])]], { last });
    expect(next.inputs).toEqual({ names: ['x:9'], versions: ['of x:9'] });
  });

  it('asks for versions that are known what they were', () => {
    const asked: unknown[] = [];
    const versionSince: Rendered['versionSince'] = (name, before) => {
      asked.push([name, before]);
      return '';
    };
    recordOf([['a', unit(['x:3', 'x:9'])]], { last, kept, versionSince });
    expect(asked).toEqual([
      ['x:9', undefined],
      ['x:3', 'of x:3'],
    ]);
  });
});

import { type core, z } from 'zod';
import { suggest } from '../model/suggest.ts';
import type { Problem } from '../model/types.ts';
import { type ConfigSource, type Path, pathText, valueAt, whereIn } from './config-source.ts';
import { parseByteSize, parseDuration } from './units.ts';

/** A problem as a check of the schema hands it on. */
export const problemSchema = z.object({
  code: z.string(),
  what: z.string(),
  why: z.string(),
  fix: z.string(),
});

/** A value as messages show it: logs of hosts are public, so without passwords in addresses. */
function shown(value: unknown): string {
  const text = (JSON.stringify(value) ?? 'nothing').replace(/(https?:\/\/)[^\s"/?#]*@/gi, '$1');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

const kindNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping of keys and values',
  record: 'a mapping of keys and values',
};

/** What other programs call what is called otherwise here. */
const otherNames: Readonly<Record<string, string>> = {
  language: 'locale',
  lang: 'locale',
  tz: 'timezone',
  zone: 'timezone',
  name: 'title',
  subtitle: 'description',
  tagline: 'description',
  baseUrl: 'url',
  baseURL: 'url',
  base_url: 'url',
  link: 'url',
  theme: 'look',
  menu: 'nav',
  subscriptions: 'feeds',
  category: 'section',
  categories: 'sections',
  groups: 'sections',
  filters: 'rules',
  label: 'title',
  href: 'url',
  xmlUrl: 'url',
  feed: 'url',
};

/** The key of `allowed` that somebody means by another one. */
function meantKey(key: string, allowed: readonly string[]): string | undefined {
  const other = Object.hasOwn(otherNames, key) ? otherNames[key] : undefined;
  return other !== undefined && allowed.includes(other) ? other : suggest(key, allowed);
}

function unknownKeys(
  issue: core.$ZodIssueUnrecognizedKeys,
  source: ConfigSource,
  path: Path,
  keysAt: (path: Path) => readonly string[],
): Problem[] {
  const allowed = keysAt(path);
  return issue.keys.map((key) => {
    const near = meantKey(key, allowed);
    return {
      code: 'CONFIG_UNKNOWN_KEY',
      what: `Unknown key "${key}".`,
      where: whereIn(source, [...path, key]),
      why: `Allowed here: ${[...allowed].sort().join(', ')}.`,
      fix: near ? `Did you mean "${near}"?` : 'Remove it, or see the configuration reference.',
    };
  });
}

function invalidValue(issue: core.$ZodIssueInvalidValue, source: ConfigSource, path: Path): Problem {
  const value = valueAt(source, path);
  const allowed = issue.values.map(String);
  const near = suggest(String(value), allowed);
  return {
    code: 'CONFIG_BAD_VALUE',
    what: `${shown(value)} is not a value that this key can have.`,
    where: whereIn(source, path),
    why: `Allowed here: ${allowed.join(', ')}.`,
    fix: near ? `Did you mean "${near}"?` : `Write one of: ${allowed.join(', ')}.`,
  };
}

/** The unit that each key is most often given in. */
const unitOfKey: Readonly<Record<string, string>> = {
  interval: 'm',
  timeout: 's',
  closeAfter: 'h',
  freeAfter: 'd',
  keep: 'd',
  maxBytes: 'MB',
};

/** What a bare number probably means: large ones are bytes, milliseconds or seconds. */
function withUnit(number: number, key: string): string {
  if (key === 'maxBytes' && number >= 100_000) return `${Math.round(number / 100_000) / 10}MB`;
  if (key === 'timeout' && number >= 1000) return `${number}ms`;
  if (key === 'interval' && number >= 300) return `${number}s`;
  return `${number}${unitOfKey[key] ?? ''}`;
}

const unitsOf = (key: string): string =>
  `This key takes a number and a unit: ${key === 'maxBytes' ? '500KB, 10MB' : '20s, 15m, 6h, 10d'}.`;

const unusable = (value: unknown): Pick<Problem, 'code' | 'what'> => ({
  code: 'CONFIG_BAD_VALUE',
  what: `${shown(value)} cannot be used here.`,
});

/** Units in words, by their first letters: `1 hour`, `10M`. */
function withWord(value: unknown, key: string): string | undefined {
  const [, number = '', word = ''] =
    /^(\d{1,9}(?:\.\d{1,3})?)\s*([a-z]{1,12})$/i.exec(String(value).trim()) ?? [];
  const sizes = key === 'maxBytes' ? ['KB', 'MB', 'GB'] : ['seconds', 'minutes', 'hours', 'days', 'weeks'];
  const meant = sizes.find((size) => size.toLowerCase().startsWith(word.toLowerCase().slice(0, 3)));
  return number === '' || meant === undefined
    ? undefined
    : number + (key === 'maxBytes' ? meant : meant.charAt(0));
}

/** A bare number, or another word, where a number with a unit is wanted. */
function withoutUnit(value: unknown, path: Path): Omit<Problem, 'where'> | undefined {
  const key = String(path.at(-1));
  const isUnit = (key === 'maxBytes' ? parseByteSize : parseDuration)(String(value)) !== undefined;
  const word = Object.hasOwn(unitOfKey, key) && !isUnit ? withWord(value, key) : undefined;
  if (word !== undefined) return { ...unusable(value), why: unitsOf(key), fix: `Did you mean "${word}"?` };
  const number = typeof value === 'string' ? Number(value.trim() || Number.NaN) : value;
  const isBare = typeof number === 'number' && number > 0 && Number.isFinite(number);
  if (!Object.hasOwn(unitOfKey, key) || !isBare) return undefined;
  return {
    code: 'CONFIG_BAD_VALUE',
    what: `${shown(value)} has no unit.`,
    why: unitsOf(key),
    fix: `Did you mean "${withUnit(number, key)}"?`,
  };
}

function invalidType(issue: core.$ZodIssueInvalidType, source: ConfigSource, path: Path): Problem {
  const value = valueAt(source, path);
  const kind = kindNames[issue.expected] ?? issue.expected;
  if (path.length === 0) {
    return {
      code: 'CONFIG_BAD_TYPE',
      what:
        value === undefined || value === null
          ? 'The configuration is empty.'
          : `It holds ${shown(value)} only.`,
      where: source.file,
      why: 'It must be a mapping of keys and values, with a title and feeds.',
      fix: 'Begin with a line "title: …", then "feeds:".',
    };
  }
  if (value === null && source.document.hasIn(path)) {
    return {
      code: 'CONFIG_BAD_TYPE',
      what: `The key "${pathText(path)}" is empty.`,
      where: whereIn(source, path),
      why: `This key takes ${kind}.`,
      fix: `Write ${kind} here, or remove the line.`,
    };
  }
  if (value === undefined || value === null) {
    return {
      code: 'CONFIG_MISSING_KEY',
      what: `The key "${pathText(path)}" is missing.`,
      where: whereIn(source, path.slice(0, -1)),
      why: `It is required, and must be ${kind}.`,
      fix: `Add a line "${String(path.at(-1))}: …".`,
    };
  }
  const bare = withoutUnit(value, path);
  if (bare) return { ...bare, where: whereIn(source, path) };
  return {
    code: 'CONFIG_BAD_TYPE',
    what: `${shown(value)} is not ${kind}.`,
    where: whereIn(source, path),
    why: `This key takes ${kind}.`,
    fix: meantBy(issue.expected, value) ?? `Write ${kind} here.`,
  };
}

/** One value for a list of one; a number or a word of YAML for a text, such as a title that is a year. */
function meantBy(expected: string, value: unknown): string | undefined {
  if (expected === 'array' && typeof value === 'string') return `Write [${value}].`;
  const isPlain = typeof value === 'number' || typeof value === 'boolean';
  return expected === 'string' && isPlain ? `Put it in quotes: "${value}".` : undefined;
}

/** An address of the web without its scheme, where one with it is wanted. */
function withScheme(value: unknown, wanted: string): string | undefined {
  const isHost = typeof value === 'string' && /^(?:[\w-]{1,63}\.)+[a-z]{2,24}(?:[/:?#]\S*)?$/i.test(value);
  return isHost && wanted.includes('https://') ? `Did you mean "https://${value}"?` : undefined;
}

/** Of a union's alternatives, the one that the value was most likely meant to be: the one whose faults lie deepest. */
function nearestBranch(issue: core.$ZodIssueInvalidUnion): readonly core.$ZodIssue[] {
  const depth = (issues: readonly core.$ZodIssue[]): number =>
    Math.max(...issues.map((one) => one.path.length + (one.code === 'invalid_type' ? 0 : 1)));
  return [...issue.errors].sort((a, b) => depth(b) - depth(a))[0] ?? [];
}

/**
 * Turns one zod issue into problems that name line, column, what is allowed and the likely meaning.
 * `keysAt` returns the keys that the mapping at a path may have.
 */
export function problemsOf(
  issue: core.$ZodIssue,
  source: ConfigSource,
  keysAt: (path: Path) => readonly string[],
  base: Path = [],
): Problem[] {
  const path = [...base, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(issue, source, path, keysAt);
    case 'invalid_value':
      return [invalidValue(issue, source, path)];
    case 'invalid_type':
      return [invalidType(issue, source, path)];
    case 'invalid_union': {
      const nearest = nearestBranch(issue);
      return nearest.flatMap((inner) => problemsOf(inner, source, keysAt, path));
    }
    default:
      return [
        {
          ...unusable(valueAt(source, path)),
          where: whereIn(source, path),
          why: issue.message,
          fix:
            withScheme(valueAt(source, path), issue.message) ??
            'Change the value, and run the command again.',
          ...withoutUnit(valueAt(source, path), path),
          // A problem that a check of the schema made itself.
          ...(issue.code === 'custom' && problemSchema.safeParse(issue.params?.problem).data),
        },
      ];
  }
}

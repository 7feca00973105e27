import { z } from 'zod';
import { isRecord } from '../model/record.ts';
import type { EditorFile, ItemName, Problem } from '../model/types.ts';
import { problemsOf } from './config-problem.ts';
import { type ConfigSource, whereIn } from './config-source.ts';
import { readYaml, type YamlFault, yamlFixes } from './read-yaml.ts';

type EditorFileResult = { readonly editor: EditorFile } | { readonly problems: readonly Problem[] };

/** Far more than an editor writes. */
export const maxEditorFileBytes = 256 * 1024;

/** Of the head: notes on items stand in it. */
const maxHeadLength = 64 * 1024;
const maxNesting = 32;

const kept = 'The edition is made without this file.';

const text = z.string().trim().min(1, 'This may not be empty.').max(500, 'Write at most 500 characters.');
const name = z
  .string()
  .trim()
  .min(1, 'Write the key or the address of an item.')
  .max(8192, 'This is too long.');
const names = z.union([name, z.array(name).max(500, 'Name at most 500 items.')]);

/** What may stand between the lines `---` of an editor's file; everything may be left out. */
const frontMatter = z.strictObject({
  title: text.optional(),
  author: z.union([text, z.array(text).max(20, 'Name at most 20 people.')]).optional(),
  lead: name.optional(),
  pin: z.union([name, z.array(name).max(12, 'Pin at most 12 items.')]).optional(),
  drop: names.optional(),
  notes: z.record(name, z.string().trim().min(1, 'This may not be empty.')).optional(),
  merge: z
    .array(z.array(name).min(2, 'Name at least two items.').max(100, 'Name at most 100 items.'))
    .max(100, 'Write at most 100 lists.')
    .optional(),
  split: names.optional(),
});

type FrontMatter = z.infer<typeof frontMatter>;
const keys = Object.keys(frontMatter.shape);

function problem(where: string, why: string, fix: string): Problem {
  return {
    code: 'EDITION_FRONT_MATTER',
    what: 'The head of an edition’s file cannot be read.',
    where,
    why,
    fix,
    kept,
  };
}

const headFix =
  'Write plain lines "key: value"; the keys are title, author, lead, pin, drop, notes, merge and split.';

/** Said of a file whose head has no end. */
export const openHead = 'It begins with a line "---", and no second one follows.';

/** The head with its opening line, so that lines keep their numbers, and what follows; `undefined` without an end. */
export function partsOf(content: string): { readonly head: string; readonly body: string } | undefined {
  if (!/^---[ \t]*\r?\n/.test(content)) return { head: '', body: content };
  const end = /\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(content.slice(3));
  if (!end) return undefined;
  const at = 3 + end.index;
  return { head: content.slice(0, at), body: content.slice(at + end[0].length) };
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

/** Each name with its place in the file, for what is said of it later. */
function editorOf(edition: string, head: FrontMatter, body: string, source: ConfigSource): EditorFile {
  const at = (item: string, path: readonly PropertyKey[]): ItemName => ({
    name: item,
    where: whereIn(source, path),
  });
  const listed = (key: 'pin' | 'drop' | 'split'): ItemName[] =>
    listOf(head[key]).map((item, index) => at(item, Array.isArray(head[key]) ? [key, index] : [key]));
  return {
    edition,
    ...(head.title !== undefined && { title: head.title }),
    authors: listOf(head.author),
    ...(head.lead !== undefined && { lead: at(head.lead, ['lead']) }),
    pin: listed('pin'),
    drop: listed('drop'),
    notes: Object.entries(head.notes ?? {}).map(([item, note]) => ({
      item: at(item, ['notes', item]),
      text: note,
    })),
    merge: (head.merge ?? []).map((group, index) =>
      group.map((item, place) => at(item, ['merge', index, place])),
    ),
    split: listed('split'),
    text: body.trim(),
  };
}

/**
 * Checks an editor's file: a head of YAML between two lines `---`, then Markdown. Returns all faults at once, each with
 * line and column; what the names mean is not looked up here.
 *
 * @param edition The edition's id: `2026-05-18`, `2026-w21`, `2026-05`.
 * @param file As messages name it: `editions/2026-05-18.md`.
 */
export function readEditorFile(content: string, edition: string, file: string): EditorFileResult {
  const refused = (why: string, fix: string) => ({ problems: [problem(file, why, fix)] });
  const parts = partsOf(content.replace(/^\ufeff/, ''));
  if (!parts) return refused(openHead, 'Close the head with a line "---".');
  const { head } = parts;
  if (head.length > maxHeadLength)
    return refused(`It has ${head.length} characters; ${maxHeadLength} are allowed.`, headFix);
  const read = readYaml(head, file, { maxDepth: maxNesting, maxAliasCount: 20, scalars: 'texts' });
  if ('faults' in read) {
    const fixOf = ({ kind }: YamlFault): string =>
      kind === 'syntax' || kind === 'twice' ? yamlFixes[kind] : headFix;
    return { problems: read.faults.map((fault) => problem(fault.where, fault.why, fixOf(fault))) };
  }
  const { source, value } = read;
  const isEmpty = value === null || value === undefined || value === '';
  if (!isEmpty && !isRecord(value)) {
    const why = 'Between the lines "---" there is no mapping of keys and values.';
    return refused(why, `Use the keys: ${[...keys].sort().join(', ')}.`);
  }
  const checked = frontMatter.safeParse(isEmpty ? {} : value);
  if (checked.success) return { editor: editorOf(edition, checked.data, parts.body, source) };
  const allowed = (path: readonly PropertyKey[]): readonly string[] => (path.length === 0 ? keys : []);
  const problems = checked.error.issues.flatMap((issue) => problemsOf(issue, source, allowed));
  // A value of the wrong kind fails its other checks as well: one fault a place is enough.
  const places = problems.map(({ where }) => where);
  const distinct = problems.filter(({ where }, at) => places.indexOf(where) === at);
  return { problems: distinct.map((one) => ({ ...one, kept })) };
}

import { z } from 'zod';
import type { Problem } from '../model/types.ts';
import { openHead, partsOf } from './editor-file.ts';
import { readYaml } from './read-yaml.ts';

/** A page that the publisher wrote: its name, one sentence about it, and Markdown. */
export interface OwnPageText {
  readonly title: string;
  readonly description?: string;
  readonly text: string;
}

/** Far more than a page holds. */
export const maxOwnPageBytes = 1024 * 1024;

const text = z.string().trim().min(1, 'This may not be empty.').max(500, 'Write at most 500 characters.');
const head = z.strictObject({ title: text.optional(), description: text.optional() });

/** The first line of a text that is a heading of the first level. */
const firstHeading = /^\s*# +([^\n]*?)(?: +#+)? *(?:\r?\n|$)/;

function problem(where: string, why: string, fix: string): { readonly problem: Problem } {
  const what = 'A page of yours cannot be read.';
  return {
    problem: { code: 'PAGE_UNREADABLE', what, where, why, fix, kept: 'The site is made without it.' },
  };
}

/**
 * Reads `pages/<name>.md`: a head of YAML between two lines `---`, which may be left out, then Markdown. The title is the
 * head's, else the first heading, which then stands above the text.
 *
 * @param file As messages name it: `pages/join.md`.
 */
export function readOwnPage(
  content: string,
  file: string,
): { readonly page: OwnPageText } | { readonly problem: Problem } {
  const fix = 'Write plain lines "title: …" and "description: …" between two lines "---".';
  const parts = partsOf(content.replace(/^\ufeff/, ''));
  if (!parts) return problem(file, openHead, fix);
  const read = readYaml(parts.head, file, { maxDepth: 8, scalars: 'texts' });
  if ('faults' in read) return problem(file, read.faults[0]?.why ?? '', fix);
  const checked = head.safeParse(read.value || {});
  if (!checked.success) return problem(file, checked.error.issues[0]?.message ?? 'Its head is wrong.', fix);
  const { title, description } = checked.data;
  const heading = firstHeading.exec(parts.body);
  const named = title ?? heading?.[1]?.trim();
  if (!named) return problem(file, 'It has no title.', 'Begin it with a line "# Title".');
  const isNamedByHeading = title === undefined || title === heading?.[1]?.trim();
  const body = heading && isNamedByHeading ? parts.body.slice(heading[0].length) : parts.body;
  return { page: { title: named, ...(description !== undefined && { description }), text: body.trim() } };
}

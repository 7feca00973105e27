import { z } from 'zod';
import type { Problem } from '../model/types.ts';

/** Texts of the configuration, with what makes them sound. */

/** Ids name files and addresses. */
export const slug = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/,
    'Use lower-case letters, digits and "-", at most 60 characters.',
  );

/** A text that says something. */
export const text = z.string().trim().min(1, 'This may not be empty.');
/** One, or several. */
export const texts = z.union([text, z.array(text)]);

/** A text with a check of its own, whose finding is shown as it is. */
export function checkedText(find: (value: string) => Omit<Problem, 'where'> | undefined): typeof text {
  return text.superRefine((value, context) => {
    const problem = find(value);
    if (problem) context.addIssue({ code: 'custom', params: { problem } });
  });
}

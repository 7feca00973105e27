import { RE2JS } from 're2js';
import { errorMessage } from '../model/error-message.ts';
import type { Problem } from '../model/types.ts';

/** `/regex/flags` in its two parts; `undefined` for a plain text. */
export function patternOf(value: string): { readonly source: string; readonly flags: string } | undefined {
  const [, source, flags] = /^\/(.+)\/([a-z]*)$/s.exec(value) ?? [];
  return source === undefined || flags === undefined ? undefined : { source, flags };
}

/**
 * What is wrong with the pattern in a rule's text, if it is one. Patterns run on RE2, whose time is linear, so that no
 * rule can hang a build.
 */
export function patternProblem(value: string): Omit<Problem, 'where'> | undefined {
  const pattern = patternOf(value);
  if (!pattern) return undefined;
  const code = 'CONFIG_BAD_PATTERN';
  if (/[^ims]/.test(pattern.flags)) {
    return {
      code,
      what: `The flags "${pattern.flags}" of ${value} are not known.`,
      why: 'A pattern may have the flags i (any case), m (^ and $ at line ends) and s (dot matches line ends).',
      fix: 'Remove the other flags.',
    };
  }
  try {
    RE2JS.compile(pattern.source);
    return undefined;
  } catch (error) {
    return {
      code,
      what: `${value} is not a pattern that rules can use.`,
      why: errorMessage(error, 'It cannot be compiled.'),
      fix: 'Rules use RE2 patterns: like others, but without look-around and back-references.',
    };
  }
}

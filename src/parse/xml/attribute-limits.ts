import { maxAttributes, maxNameLength } from '../limits.ts';
import type { Repairs } from '../repairs.ts';

/** Whether an element may have one more attribute, of this name; else the limit is noted. */
export function mayAddAttribute(name: string, attributes: readonly unknown[], repairs: Repairs): boolean {
  if (name.length > maxNameLength) {
    repairs.note('LIMIT_NAME', `A name is longer than ${maxNameLength} characters; it was left out.`);
    return false;
  }
  if (attributes.length >= maxAttributes) {
    repairs.note(
      'LIMIT_ATTRIBUTES',
      `An element has over ${maxAttributes} attributes; the rest was left out.`,
    );
    return false;
  }
  return true;
}

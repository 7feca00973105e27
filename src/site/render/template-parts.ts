/**
 * A template with the parts that it includes put into it, as the package is built with them: an include copies all
 * variables of a page, and an item has five. The row of an item stays an include, so that the engine warms it up once for
 * all pages.
 */
interface WholeTemplate {
  readonly text: string;
  /** Names of the parts that stand in it, each once. */
  readonly parts: readonly string[];
}

const stays = 'partials/slotted-item.njk';
const include = /\{% include "(partials\/[^"]+)" %\}/g;

/**
 * Comments on both sides of a part keep its `{%-` and `-%}` from the white space around it.
 *
 * @param read a built-in template's text by its name
 */
export function withParts(name: string, read: (name: string) => string): WholeTemplate {
  const parts = new Set<string>();
  const whole = (text: string): string =>
    text.replace(include, (tag, part: string) => {
      if (part === stays) return tag;
      parts.add(part);
      return `{##}${whole(read(part))}{##}`;
    });
  return { text: whole(read(name)), parts: [...parts] };
}

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Places of every page for a publisher's own markup: `templates/slots/<name>.njk` in the site folder. */
export const slotNames = [
  'before-head-end',
  'after-masthead',
  'before-item',
  'after-item',
  'footer',
] as const;

/** Which slots a site fills: the variable `slots` of all templates. Throws for a file that no page would show. */
export function slotsOf(siteDir: string): Readonly<Record<string, boolean>> {
  const dir = join(siteDir, 'templates', 'slots');
  const files = existsSync(dir) ? readdirSync(dir).filter((name) => name.endsWith('.njk')) : [];
  const known = new Set<string>(slotNames.map((name) => `${name}.njk`));
  const stranger = files.find((name) => !known.has(name));
  if (stranger !== undefined) {
    throw new Error(`(templates/slots/${stranger})\n  No page has such a slot: ${slotNames.join(', ')}.`);
  }
  return Object.fromEntries(slotNames.map((name) => [name, files.includes(`${name}.njk`)]));
}

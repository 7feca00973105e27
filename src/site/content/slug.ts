import { hash } from 'node:crypto';
import { remembered } from '../../model/remember.ts';

const maxLetters = 60;

function makeSlug(name: string): string {
  const slug = name
    .normalize('NFC')
    .toLowerCase()
    // The small letter of `İ` is an `i` that keeps its dot.
    .replaceAll('i\u0307', 'i')
    // What makes an emoji of a sign is a mark that nobody sees.
    .replace(/[\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]/gu, '')
    .replaceAll('+', ' plus ')
    .replaceAll('#', ' sharp ')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const cut = [...slug].slice(0, maxLetters).join('').replace(/-+$/, '');
  return cut === '' ? `x-${hash('sha256', name, 'hex').slice(0, 8)}` : cut;
}

/**
 * Makes an address part of a tag's or an author's name: letters and digits of any script, joined by `-`. Names that
 * differ only in case or punctuation share one; a name with neither letters nor digits gets a short hash.
 */
export const slugOf = remembered(makeSlug, 20_000);

/** A tag as it is shown: without the `#` that some feeds write before it. */
export function tagName(tag: string): string {
  return tag.replace(/^#(?=\p{L})/u, '').trim();
}

/** The tags of an item, each topic once: of two that lead to one page (`Linux`, `linux`), the first spelling counts. */
export function topicsOf(tags: readonly string[]): string[] {
  const topics = new Map<string, string>();
  for (const name of tags.map(tagName)) {
    const slug = slugOf(name);
    if (name !== '' && !topics.has(slug)) topics.set(slug, name);
  }
  return [...topics.values()];
}

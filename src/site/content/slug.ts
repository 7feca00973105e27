import { createHash } from 'node:crypto';

const maxLetters = 60;

/**
 * Makes an address part of a tag's or an author's name: letters and digits of any script, joined by `-`. Names that
 * differ only in case or punctuation share one; a name with neither letters nor digits gets a short hash.
 */
export function slugOf(name: string): string {
  const known = slugs.get(name);
  if (known !== undefined) return known;
  const slug = makeSlug(name);
  if (slugs.size >= maxKnown) slugs.clear();
  slugs.set(name, slug);
  return slug;
}

/** Names come again and again: those made of late are kept. */
const slugs = new Map<string, string>();
const maxKnown = 20_000;

function makeSlug(name: string): string {
  const slug = name
    .normalize('NFC')
    .toLowerCase()
    // The small letter of `İ` is an `i` that keeps its dot.
    .replaceAll('i\u0307', 'i')
    .replaceAll('+', ' plus ')
    .replaceAll('#', ' sharp ')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const cut = [...slug].slice(0, maxLetters).join('').replace(/-+$/, '');
  return cut === '' ? `x-${createHash('sha256').update(name).digest('hex').slice(0, 8)}` : cut;
}

/** A tag as it is shown: without the `#` that some feeds write before it. */
export function tagName(tag: string): string {
  return tag.replace(/^#(?=\p{L})/u, '').trim();
}

import { hash } from 'node:crypto';
import type { Section } from '../model/types.ts';

/** Two names that differ in case, spacing or the form of their letters alone are one. */
const sameName = (one: string, other: string): boolean => foldedName(one) === foldedName(other);

function foldedName(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
}

/** A section's id made from its title; from a hash of it where no Latin letter is left. `C++` and `C#` have words. */
export function sectionIdOf(title: string): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('+', ' plus ')
    .replaceAll('#', ' sharp ')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return slug === '' ? `section-${hash('sha256', title, 'hex').slice(0, 8)}` : slug;
}

/**
 * The section that a group's title means: by its title; or by an id that somebody chose, which is not just its own title
 * again. So `Über` is not `Uber`, and `C` is neither `C++` nor `C#`.
 */
export function sectionNamed(title: string, sections: readonly Section[]): Section | undefined {
  const byTitle = sections.find((section) => sameName(section.title, title));
  if (byTitle || !/^[ -~]*$/.test(title) || /[+#]/.test(title)) return byTitle;
  const id = sectionIdOf(title);
  return sections.find((section) => section.id === id && section.id !== sectionIdOf(section.title));
}

/** An id that no section has yet, for one with this title. */
export function freeSectionId(title: string, sections: readonly Section[]): string {
  const plain = sectionIdOf(title);
  const isTaken = (id: string): boolean => sections.some((section) => section.id === id);
  if (!isTaken(plain)) return plain;
  for (let number = 2; ; number += 1) {
    const id = `${plain.slice(0, 56)}-${number}`;
    if (!isTaken(id)) return id;
  }
}

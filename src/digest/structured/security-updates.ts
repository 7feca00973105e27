import type { Extract, NamedList } from './named-lists.ts';

/**
 * The daily list of distributions' security updates, in the form that LWN made known:
 * `Security updates have been issued by AlmaLinux (a, b, and c), Debian (d), and Red Hat (e and f).`
 */
const opening = 'Security updates have been issued by ';

/** `Debian (a, b, and c)` with what parts it from the one before: `, `, ` and `, `, and `. */
const distribution = /(, and |, | and )?([\p{L}\p{N}][^(),]*?) ?\(([^()]+)\)/uy;

/** A whole day's list is far shorter; beyond this it is something else. */
const maxLength = 200_000;

function isPackage(name: string): boolean {
  return name !== 'and' && /^[\p{L}\p{N}][^\s,()]*$/u.test(name);
}

/** `a`, `a and b`, `a, b, and c`, `a, b and c`; `undefined` when a part of it is not a name. */
function packagesOf(list: string): readonly string[] | undefined {
  const parts = list.trim().split(/\s*,\s*/u);
  const last = parts.pop() ?? '';
  const tail = parts.length > 0 && last.startsWith('and ') ? [last.slice(4)] : last.split(' and ');
  const packages = [...parts, ...tail];
  return tail.length <= 2 && packages.every(isPackage) ? packages : undefined;
}

/** The distributions of the list, when nothing but distributions stands in it. */
function rowsOf(list: string): readonly NamedList[] | undefined {
  const rows: NamedList[] = [];
  distribution.lastIndex = 0;
  let end = 0;
  for (let found = distribution.exec(list); found; found = distribution.exec(list)) {
    const [, joint, name = '', inner = ''] = found;
    const values = packagesOf(inner);
    const isJoined = (joint === undefined) === (rows.length === 0);
    if (!values || !isJoined || /(?:^|\s)and(?:\s|$)/u.test(name)) return undefined;
    rows.push({ name, values });
    end = distribution.lastIndex;
  }
  return end === list.length && rows.length > 0 ? rows : undefined;
}

/**
 * The lists that an item's text is made of. Reads the sentence; `undefined` unless all of it fits. Forgives line breaks
 * anywhere, one after a hyphen inside a name too (`python- cryptography`), and a missing full stop.
 */
export const structureOf: Extract = ({ text }) => {
  if (text.length > maxLength || !/^\s*Security\s/u.test(text)) return undefined;
  const folded = text.replace(/\s+/gu, ' ').trim();
  if (!folded.startsWith(opening)) return undefined;
  const list = folded
    .slice(opening.length)
    .replace(/\s*\.$/u, '')
    .replaceAll('- ', '-');
  const rows = rowsOf(list);
  return rows && { kind: 'security-updates', rows };
};

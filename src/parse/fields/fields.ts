import type { XmlElement } from '../xml/element.ts';

const none: readonly XmlElement[] = [];

/** Names that one reader asks for. */
export interface NameGroup {
  readonly names: readonly string[];
  /** Its own bit of a number. */
  readonly bit: number;
}

/** The bits of each name's groups. */
const bitsOf = new Map<string, number>();
let groups = 0;

/**
 * Makes a group of names, parted by blanks: an element knows at once whether it has any of them. Most items have none of most
 * groups, and looking for each name took longer than reading what is there. There is room for 32.
 */
export function nameGroup(text: string): NameGroup {
  const names = text.split(' ');
  const bit = 1 << groups;
  groups += 1;
  for (const name of names) bitsOf.set(name, (bitsOf.get(name) ?? 0) | bit);
  return { names, bit };
}

/** The children of one element by our names. */
export class Fields {
  readonly element: XmlElement;
  readonly #byName = new Map<string, XmlElement[]>();
  /** The bits of the groups that any of them is in. */
  #bits = 0;

  constructor(element: XmlElement) {
    this.element = element;
    for (const child of element.children) {
      const list = this.#byName.get(child.name);
      if (list === undefined) {
        this.#byName.set(child.name, [child]);
        this.#bits |= bitsOf.get(child.name) ?? 0;
      } else list.push(child);
    }
  }

  /** Every child of one of the names, in the order of the names, then of the document. */
  all(...names: readonly string[]): readonly XmlElement[] {
    return this.#listOf(names);
  }

  #listOf(names: readonly string[]): readonly XmlElement[] {
    // Nearly always one name is there or none: no list is copied then.
    let found = none;
    for (const name of names) {
      const list = this.#byName.get(name);
      if (list !== undefined) found = found.length === 0 ? list : [...found, ...list];
    }
    return found;
  }

  /** Whether there is a child of one of the names. */
  has({ bit }: NameGroup): boolean {
    return (this.#bits & bit) !== 0;
  }

  /** As {@link all}, of a group. */
  allOf(group: NameGroup): readonly XmlElement[] {
    return this.has(group) ? this.#listOf(group.names) : none;
  }

  /** The first child of the first name that has one. */
  first(...names: readonly string[]): XmlElement | undefined {
    for (const name of names) {
      const found = this.#byName.get(name)?.[0];
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The first child that says anything: text, markup, or an attribute. */
  firstFilled(...names: readonly string[]): XmlElement | undefined {
    for (const name of names) {
      const found = this.#byName.get(name)?.find(isFilled);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The trimmed text of the first child that has any. */
  text(...names: readonly string[]): string | undefined {
    for (const name of names) {
      for (const child of this.#byName.get(name) ?? []) {
        const text = child.text.trim();
        if (saysAnything(text)) return text;
      }
    }
    return undefined;
  }
}

/** Programs write `null` where there is nothing; as an id it would make one item of all. */
export function saysAnything(text: string): boolean {
  return text !== '' && text !== 'null' && text !== 'undefined' && !isUnfilled(text);
}

/** What JavaScript prints of an object, and names in templates that were not filled; a whole expression is somebody's text. */
const unfilled =
  /^(?:(?:,?\s?\[object Object\])+|\{\{[\s\w.|-]{0,100}\w[\s\w.|-]{0,100}\}\}|\{%[\s\w.|-]{1,100}%\}|<%=?[\s\w.]{1,100}%>|[$#]\{[\w.]{1,100}\})$/;

const firstUnfilled: ReadonlySet<number> = new Set(Array.from('[{<$#,', (mark) => mark.charCodeAt(0)));

/** Whether a text is only what a program left where one should stand: `[object Object]`, `{{ title }}`. */
export function isUnfilled(text: string): boolean {
  return text.length > 3 && firstUnfilled.has(text.charCodeAt(0)) && unfilled.test(text);
}

/** What programs write where an id or an address is missing. */
const missing =
  /^(?:n\/?a|null|none|nil|nan|undefined|unknown|false|tbd|-+|#|\{\{[^{}]{0,100}\}\}|\{%[^{}]{0,100}%\})$/i;

/** An id or an address; `undefined` of a text that stands for a missing one. */
export function namesAnything(text: string | undefined): string | undefined {
  return text === undefined || missing.test(text) || isUnfilled(text) ? undefined : text;
}

/** Whether an element says anything: text or markup. */
export function isFilled(element: XmlElement): boolean {
  return element.markup !== undefined || saysAnything(element.text.trim());
}

/** The values that RDF puts into a node of their own: `rdf:value`, or the `rdf:li` of a list. */
export function nodeValues(element: XmlElement): readonly XmlElement[] {
  const node = element.text.trim() === '' ? element.children[0] : undefined;
  return node === undefined ? none : new Fields(node).all('rdf:li', 'rdf:value');
}

/** The object without the keys whose value is `undefined` or an empty list: absent means absent. */
export function present<T extends object>(values: { [K in keyof T]: T[K] | undefined }): T;
export function present(values: Record<string, unknown>): object {
  const out: Record<string, unknown> = {};
  for (const key in values) if (isPresent(values[key])) out[key] = values[key];
  return out;
}

function isPresent(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

/** A whole number of at least `min`, or `undefined`. */
export function parseCount(text: string | undefined, min = 0): number | undefined {
  if (text === undefined) return undefined;
  const match = /^\s*(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.0*)?\s*$/.exec(text);
  const value = Number(match?.[1]?.replaceAll(',', '') ?? -1);
  return value >= min ? value : undefined;
}

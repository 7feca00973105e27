import { resolveUrl } from '../fields/urls.ts';
import { escapeText, hasTag } from '../html/html-text.ts';
import { isUrlAttribute, resolveAttribute } from '../html/html-urls.ts';
import { maxDepth } from '../limits.ts';
import type { Repairs } from '../repairs.ts';
import { htmlNames, voidHtmlNames } from './feed-names.ts';
import { isUnknownNamespace } from './namespaces.ts';
import type { RawAttribute } from './scanner.ts';

interface Base {
  readonly base: string | undefined;
  /** Whether that comes from an `xml:base`: only then an empty reference means it. */
  readonly hasOwnBase: boolean;
}

interface OpenTag {
  readonly name: string;
  readonly base: Base;
  /** Whether names without a prefix inside are those of a drawing, or of a vocabulary that nobody knows. */
  readonly isForeign: boolean;
}

/**
 * Writes naked markup inside a text element (XHTML in Atom, HTML that someone forgot to escape) as HTML:
 * prefixes dropped, void elements without end tags, addresses resolved against each element's `xml:base`.
 */
export class MarkupWriter {
  readonly #repairs: Repairs;
  readonly #base: Base;
  readonly #isLiteral: boolean;
  readonly #open: OpenTag[] = [];
  #html = '';
  #topLevel = 0;
  #innerStart = 0;
  #innerEnd = 0;
  #hasPlainWrapper = false;

  /** `isLiteral`: text inside is text, as in XHTML; else it may be markup that was escaped. */
  constructor(options: Base & { isLiteral: boolean; textBefore: string }, repairs: Repairs) {
    this.#repairs = repairs;
    this.#base = { base: options.base, hasOwnBase: options.hasOwnBase };
    this.#isLiteral = options.isLiteral;
    this.text(options.textBefore);
  }

  /** The inside as HTML. */
  get html(): string {
    return this.#html;
  }

  /** The inside of the single wrapping `div` that Atom demands (RFC 4287 §3.1.1.3), else everything. */
  get inner(): string {
    const isWrapped = this.#topLevel === 1 && this.#hasPlainWrapper;
    return isWrapped ? this.#html.slice(this.#innerStart, this.#innerEnd) : this.#html;
  }

  /** Whether an element is open. */
  get isInside(): boolean {
    return this.#open.length > 0;
  }

  /** Whether what comes is inside a drawing, or an element of a vocabulary that nobody knows, where `id` or `title` are its own. */
  get isForeign(): boolean {
    return this.#open.at(-1)?.isForeign ?? false;
  }

  open(raw: string, attributes: readonly RawAttribute[], isEmpty: boolean): void {
    const name = htmlName(raw);
    if (this.#open.length >= maxDepth) {
      this.#repairs.note(
        'LIMIT_DEPTH',
        `Elements are nested over ${maxDepth} deep; the tags below were left out.`,
      );
      return;
    }
    const outer = this.#open.at(-1)?.base ?? this.#base;
    const own = attributes.find(([key]) => key === 'xml:base')?.[1];
    const base =
      own === undefined ? outer : { base: resolveUrl(own, outer.base) ?? outer.base, hasOwnBase: true };
    if (this.#open.length === 0) this.#countTopLevel(name, attributes);
    this.#html += `<${name}${attributes.map((attribute) => writeAttribute(attribute, base)).join('')}>`;
    if (voidHtmlNames.has(name)) return;
    if (isEmpty) {
      this.#html += `</${name}>`;
      return;
    }
    const namespace = attributes.find(([key]) => key === 'xmlns')?.[1];
    const isForeign =
      name === 'svg' || (namespace === undefined ? this.isForeign : isUnknownNamespace(namespace));
    this.#open.push({ name, base, isForeign });
    if (this.#open.length === 1 && this.#topLevel === 1) this.#innerStart = this.#html.length;
  }

  /** Ends the innermost open tag of this name; false when it is none of ours. */
  close(raw: string): boolean {
    if (this.#open.length === 0) return false;
    const name = htmlName(raw);
    let depth = this.#open.length - 1;
    while (depth >= 0 && this.#open[depth]?.name !== name) depth -= 1;
    if (depth < 0) return voidHtmlNames.has(name) && name !== 'link' && name !== 'source';
    if (depth < this.#open.length - 1) {
      this.#repairs.note(
        'XML_CROSSED_TAGS',
        'Tags overlap or are not closed inside a text; they were closed in order.',
      );
    }
    while (this.#open.length > depth) this.#closeInnermost();
    return true;
  }

  /** Adds character data, decoded once. Text that is itself HTML (mixed escaping) stays HTML. */
  text(text: string): void {
    if (text === '') return;
    if (!this.#isLiteral && hasTag(text)) {
      this.#repairs.note(
        'TEXT_MIXED_ESCAPING',
        'A text mixes escaped and naked markup; both were read as markup.',
      );
      this.#html += text;
    } else {
      this.#html += escapeText(text);
    }
    if (this.#open.length === 0 && text.trim() !== '') this.#topLevel += 1;
  }

  /** Closes what is open. */
  end(): void {
    while (this.#open.length > 0) this.#closeInnermost();
  }

  #countTopLevel(name: string, attributes: readonly RawAttribute[]): void {
    this.#topLevel += 1;
    this.#hasPlainWrapper =
      this.#topLevel === 1 &&
      name === 'div' &&
      !attributes.some(([key]) => /^(?:dir|(?:xml:)?lang)$/i.test(key));
  }

  #closeInnermost(): void {
    const tag = this.#open.pop();
    if (tag === undefined) return;
    if (this.#open.length === 0 && this.#topLevel === 1) this.#innerEnd = this.#html.length;
    this.#html += `</${tag.name}>`;
  }
}

function htmlName(raw: string): string {
  const local = raw.slice(raw.indexOf(':') + 1).toLowerCase();
  return htmlNames.has(local) ? local : raw.replace(/[^\w:.-]/g, '') || 'span';
}

function writeAttribute([raw, value]: RawAttribute, { base, hasOwnBase }: Base): string {
  if (raw === 'xmlns' || raw.startsWith('xmlns:') || raw === 'xml:base') return '';
  const name = raw === 'xml:lang' ? 'lang' : raw.toLowerCase();
  if (!/^[a-z_:][\w:.-]*$/.test(name)) return '';
  const address = name === 'href' && hasOwnBase && value.trim() === '' ? (base ?? '') : value;
  const resolved = isUrlAttribute(name) ? resolveAttribute(name, address, base) : value;
  return ` ${name}="${escapeText(resolved).replaceAll('"', '&quot;')}"`;
}

import { suggest } from '../model/suggest.ts';
import type { MendedOpml } from './mend-opml.ts';

/**
 * The elements of a list of feeds by the names that they should have: in capitals, with a prefix, with an end tag that is
 * misspelt, fits nothing or stands in the wrong place.
 */

/** Comments, sections, instructions and tags; values stand between double quotes. The last: an end tag that is cut. */
const markup =
  /<!--|<!\[CDATA\[|<\?|<!|<(\/?)([A-Za-z][\w:.-]*)((?:[^<>"]|"[^"<]*")*)>|<\/([A-Za-z][\w:.-]*)?\s*$/g;
const structure: ReadonlySet<string> = new Set(['opml', 'head', 'body', 'outline']);
/** No head has more elements in each other: each end tag is compared with them. */
const maxOpen = 50;
const endOf: Readonly<Record<string, string>> = { '<!--': '-->', '<![CDATA[': ']]>', '<?': '?>', '<!': '>' };

/** The name of an element of OPML without its prefix and its capitals; any other as it is. */
function plainName(name: string): string {
  const local = name.slice(name.indexOf(':') + 1).toLowerCase();
  return structure.has(local) ? local : name;
}

class Spelling {
  readonly #out: string[] = [];
  /** Elements around, but for outlines, which `closeOutlines` ends. */
  readonly #open: string[] = [];
  readonly #seen = new Set<string>();
  #outlines = 0;
  /** Whether the document, or its body, has ended: nothing can be missing then. */
  #ended = false;

  run(text: string): string | undefined {
    let from = 0;
    markup.lastIndex = 0;
    for (let match = markup.exec(text); match !== null; match = markup.exec(text)) {
      if (this.#open.length > maxOpen) return undefined;
      const [found, slash, name, attributes = '', cut] = match;
      this.#out.push(text.slice(from, match.index));
      from = match.index + found.length;
      if (name === undefined && endOf[found] === undefined) this.#cutEnd(cut ?? '');
      else if (name === undefined) from = this.#copy(text, match.index, endOf[found] ?? '>');
      else if (slash === '/') this.#endTag(plainName(name));
      else this.#startTag(plainName(name), attributes);
      markup.lastIndex = from;
    }
    this.#out.push(text.slice(from));
    if (!this.#ended) return undefined;
    this.#closeTo(0);
    return this.#out.join('');
  }

  #copy(text: string, at: number, end: string): number {
    const stop = text.indexOf(end, at);
    const to = stop < 0 ? text.length : stop + end.length;
    this.#out.push(text.slice(at, to));
    return to;
  }

  #startTag(name: string, attributes: string): void {
    const isWhole = attributes.endsWith('/');
    this.#ended &&= name !== 'outline';
    if (name === 'outline') {
      this.#openBody();
      if (!isWhole) this.#outlines += 1;
    } else if (structure.has(name)) {
      // A second one says nothing new.
      if (isWhole || this.#seen.has(name)) return;
      this.#seen.add(name);
      if (name === 'body') this.#closeHead();
      this.#open.push(name);
    } else if (!isWhole) this.#open.push(name);
    this.#out.push(`<${name}${attributes}>`);
  }

  #openBody(): void {
    if (this.#seen.has('body')) return;
    this.#seen.add('body');
    this.#closeHead();
    this.#out.push('<body>');
    this.#open.push('body');
  }

  #closeHead(): void {
    this.#closeTo(this.#open[0] === 'opml' ? 1 : 0);
  }

  /** The document and its body stay open: outlines behind them count, too. */
  #endTag(written: string): void {
    const name = this.#meant(written);
    this.#ended = name === undefined || name === 'body' || name === 'opml';
    if (name === undefined || this.#ended) return;
    if (name === 'outline') {
      this.#outlines -= 1;
      this.#out.push('</outline>');
    } else this.#closeTo(this.#open.lastIndexOf(name));
  }

  /** The open element that an end tag means: the one of its name, else the innermost with a name like it. */
  #meant(name: string): string | undefined {
    const around = [...(this.#outlines > 0 ? ['outline'] : []), ...this.#open.toReversed()];
    if (around.includes(name) || name === 'body' || name === 'opml') return name;
    return around.find((one) => suggest(name, [one]) !== undefined);
  }

  /** A file that ends inside of its last tag lacks nothing when that is the end of the body or of the document. */
  #cutEnd(name: string): void {
    const start = plainName(name).toLowerCase();
    this.#ended ||= start !== '' && ['body', 'opml'].some((one) => one.startsWith(start));
  }

  #closeTo(depth: number): void {
    for (const name of this.#open.splice(Math.max(0, depth)).reverse()) this.#out.push(`</${name}>`);
  }
}

const element = /<\/?(?:[A-Za-z][\w.-]*:)?(?:opml|head|body|outline)(?=[\s/>])/gi;

/** Whether the document is one of OPML, and all of its elements have the names that they should have. */
export function isSpeltRight(text: string): boolean {
  const found = text.match(element) ?? [];
  return /<opml[\s>]/.test(text) && found.every((one) => /^<\/?[a-z]+$/.test(one));
}

const declaration = /^\s*<\?xml[^>]*\?>/;

/** Outlines that somebody took out of a list, with nothing around them. */
export function mendBareOutlines(text: string): MendedOpml | undefined {
  const outlines = text.replace(declaration, '').trim();
  if (!/^<outline[\s>]/.test(outlines)) return undefined;
  return { text: `<opml><body>${outlines}</body></opml>`, repairs: ['a document put around the outlines'] };
}

/** The document with its elements spelt right, or `undefined` when its end is missing. Takes time in proportion. */
export function mendTags(text: string): MendedOpml | undefined {
  const spelt = new Spelling().run(text);
  return spelt === undefined
    ? undefined
    : { text: spelt, repairs: ['tags spelt and ended as OPML has them'] };
}

import type { Attributes } from './images.ts';
import { element, isElement, type Node } from './tree.ts';

/** What a `style` says about the text itself, and not about its looks. */
interface TextStyle {
  readonly dir?: 'ltr' | 'rtl';
  /** The text no longer holds. */
  readonly isStruck: boolean;
  /** Set by `font-weight` and `font-style`; `false` takes the element's own away. */
  readonly isBold?: boolean;
  readonly isItalic?: boolean;
  /** Line breaks of the source are line breaks of the text. */
  readonly keepsLines: boolean;
}

const direction = /(?:^|;)\s*direction\s*:\s*(ltr|rtl)\s*(?:;|!|$)/i;
const struck = /(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*\bline-through\b/i;
const weight = /(?:^|;)\s*font-weight\s*:\s*(bold|bolder|[6-9]00|normal|[1-5]00)\s*(?:;|!|$)/i;
const slant = /(?:^|;)\s*font-style\s*:\s*(italic|oblique|normal)\s*(?:;|!|$)/i;
const lines = /(?:^|;)\s*white-space\s*:\s*(?:pre|pre-wrap|pre-line|break-spaces)\s*(?:;|!|$)/i;

/** `undefined` when there is nothing of it. */
function readStyle(attrs: Attributes): TextStyle | undefined {
  const style = attrs.get('style');
  if (style === undefined) return undefined;
  const dir = direction.exec(style)?.[1]?.toLowerCase();
  const [isStruck, keepsLines] = [struck.test(style), lines.test(style)];
  const [bold, italic] = [weight.exec(style)?.[1], slant.exec(style)?.[1]];
  return {
    isStruck,
    keepsLines,
    ...(dir !== undefined && { dir: dir === 'rtl' ? 'rtl' : 'ltr' }),
    ...(bold !== undefined && { isBold: !/^(?:normal|[1-5]00)$/i.test(bold) }),
    ...(italic !== undefined && { isItalic: !/^normal$/i.test(italic) }),
  };
}

const alreadyStruck: ReadonlySet<string> = new Set(['del', 's']);
const ownLines: ReadonlySet<string> = new Set(['code', 'pre', 'table']);

interface Styled {
  readonly children: readonly Node[];
  readonly attrs: Attributes;
}

/** Word processors put whole texts into `<b style="font-weight:normal">`. */
export function isTakenBack(name: string, attrs: Attributes): boolean {
  if (name === 'b' || name === 'strong') return readStyle(attrs)?.isBold === false;
  return (name === 'i' || name === 'em') && readStyle(attrs)?.isItalic === false;
}

/** Only these are as good as the elements that say so. */
const plainInline: ReadonlySet<string> = new Set(['font', 'span']);

const ownLine = /(?:^|;)\s*display\s*:\s*(?:block|flex|grid|list-item|table)\s*(?:;|!|$)/i;

/** Whether an element that stands in lines has one of its own: without that, its words would hug the next. */
export function hasOwnLine(attrs: Attributes): boolean {
  return ownLine.test(attrs.get('style') ?? '');
}

/** The name of an element as its `style` means it. */
export function meantName(name: string, attrs: Attributes): string {
  return plainInline.has(name) && hasOwnLine(attrs) ? 'div' : name;
}

/** An element's children and attributes as its `style` means them: struck text as `s`, bold as `b`, lines with `br`, `dir`. */
export function applyStyle(name: string, source: Styled): Styled {
  const style = readStyle(source.attrs);
  if (style === undefined) return source;
  const children =
    style.keepsLines && !ownLines.has(name) ? source.children.flatMap(breakLines) : source.children;
  const isPlain = plainInline.has(name);
  const wrappers = [
    ...(style.isStruck && !alreadyStruck.has(name) ? ['s'] : []),
    ...(style.isItalic && isPlain ? ['i'] : []),
    ...(style.isBold && isPlain ? ['b'] : []),
  ];
  const mayWrap = wrappers.length > 0 && children.length > 0 && children.every(isInline);
  const { dir } = style;
  return {
    children: mayWrap
      ? wrappers.reduce<readonly Node[]>((inner, one) => [element(one, inner)], children)
      : children,
    attrs:
      dir === undefined || source.attrs.has('dir') ? source.attrs : new Map([...source.attrs, ['dir', dir]]),
  };
}

/** `br` in place of line breaks. */
function breakLines(node: Node): Node[] {
  if (isElement(node)) {
    if (ownLines.has(node.name)) return [node];
    return [element(node.name, node.children.flatMap(breakLines), node.attrs)];
  }
  return node.split('\n').flatMap((line, index) => (index === 0 ? [line] : [element('br', []), line]));
}

const inline: ReadonlySet<string> = new Set(
  'a abbr b bdi br cite code dfn em i img kbd mark q ruby samp small span strong sub sup time u var wbr'.split(
    ' ',
  ),
);

function isInline(node: Node): boolean {
  return !isElement(node) || (inline.has(node.name) && node.children.every(isInline));
}

import type { Attributes } from './images.ts';
import { element, isElement, type Node } from './tree.ts';

/** What a `style` says about the text itself, and not about its looks. */
interface TextStyle {
  readonly dir?: 'ltr' | 'rtl';
  /** The text no longer holds. */
  readonly isStruck: boolean;
  /** Line breaks of the source are line breaks of the text. */
  readonly keepsLines: boolean;
}

const direction = /(?:^|;)\s*direction\s*:\s*(ltr|rtl)\s*(?:;|!|$)/i;
const struck = /(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*\bline-through\b/i;
const lines = /(?:^|;)\s*white-space\s*:\s*(?:pre|pre-wrap|pre-line|break-spaces)\s*(?:;|!|$)/i;

/** `undefined` when there is nothing of it. */
function readStyle(attrs: Attributes): TextStyle | undefined {
  const style = attrs.get('style');
  if (style === undefined) return undefined;
  const dir = direction.exec(style)?.[1]?.toLowerCase();
  const [isStruck, keepsLines] = [struck.test(style), lines.test(style)];
  if (dir === undefined && !isStruck && !keepsLines) return undefined;
  return { ...(dir === undefined ? {} : { dir: dir === 'rtl' ? 'rtl' : 'ltr' }), isStruck, keepsLines };
}

const alreadyStruck: ReadonlySet<string> = new Set(['del', 's']);
const ownLines: ReadonlySet<string> = new Set(['code', 'pre', 'table']);

/** An element's children and attributes as its `style` means them: struck text as `s`, lines with `br`, `dir`. */
export function applyStyle(
  name: string,
  source: { readonly children: readonly Node[]; readonly attrs: Attributes },
): { readonly children: readonly Node[]; readonly attrs: Attributes } {
  const style = readStyle(source.attrs);
  if (style === undefined) return source;
  const children =
    style.keepsLines && !ownLines.has(name) ? source.children.flatMap(breakLines) : source.children;
  const isWrapped = style.isStruck && !alreadyStruck.has(name) && children.length > 0;
  const { dir } = style;
  return {
    children: isWrapped && children.every(isInline) ? [element('s', children)] : children,
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

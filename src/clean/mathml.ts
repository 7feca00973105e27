import type { Attributes } from './images.ts';
import { namespaces, type SourceElement, type SourceNode } from './source-node.ts';
import { cleanNodeText, cleanText } from './text.ts';
import { type Element, element, type Node } from './tree.ts';

/** Elements that hold text and nothing else. A parser reads HTML inside them, so nothing but text may stand there. */
export const mathTokens: ReadonlySet<string> = new Set(['mi', 'mn', 'mo', 'ms', 'mtext']);

const mathGroups: ReadonlySet<string> = new Set(
  `merror mfrac mmultiscripts mover mprescripts mroot mrow msqrt mstyle msub msubsup msup mtable mtd mtr munder
  munderover none`.split(/\s+/),
);

/** MathML Core without what loads, links, scripts, pads or hides. */
export const mathElements: ReadonlySet<string> = new Set(['math', ...mathTokens, ...mathGroups]);

/** Elements that only place or hide their content, or attach other forms of it. */
const unwrapped: ReadonlySet<string> = new Set(['mpadded', 'mphantom', 'semantics', 'mfenced', 'menclose']);

const booleans = [
  'accent',
  'accentunder',
  'displaystyle',
  'fence',
  'largeop',
  'movablelimits',
  'separator',
  'stretchy',
];

/** Attributes and their only values. No length is among them: a formula stays where it stands. */
const mathAttributes: ReadonlyMap<string, RegExp> = new Map([
  ...booleans.map((name): [string, RegExp] => [name, /^(?:true|false)$/]),
  ['columnspan', /^[1-9]\d?$/],
  ['display', /^(?:block|inline)$/],
  ['form', /^(?:prefix|infix|postfix)$/],
  ['mathvariant', /^normal$/],
  ['rowspan', /^[1-9]\d?$/],
]);

/**
 * A formula in MathML Core: groups hold MathML, tokens hold text, so that no HTML stands in it and a parser never
 * leaves it half-way. What cannot be said so is said by its alternative text, its TeX source or its characters.
 *
 * @see https://www.w3.org/TR/mathml-core/
 */
export function readMath(source: SourceElement, attrs: Attributes): Node[] {
  if (source.tagName === 'math' && isMath(source.childNodes)) {
    const children = readChildren(source);
    if (children.length > 0) return [element('math', children, readMathAttributes(attrs))];
  }
  const text = cleanText(attrs.get('alttext') ?? texSource(source) ?? sourceText(source), 5_000);
  return text === undefined ? [] : [element('code', [text])];
}

/** Whether the formula consists of MathML only: HTML among it would be torn out by the next parser. */
function isMath(nodes: readonly SourceNode[]): boolean {
  return nodes.every((node) => {
    if (!('tagName' in node)) return true;
    if (node.tagName === 'annotation' || node.tagName === 'annotation-xml') return true;
    if (node.namespaceURI !== namespaces.math) return false;
    const isKnown =
      mathElements.has(node.tagName) || unwrapped.has(node.tagName) || node.tagName === 'mspace';
    return isKnown && node.tagName !== 'math' && isMath(node.childNodes);
  });
}

function readChildren(source: SourceElement): Element[] {
  return source.childNodes.flatMap((node): Element[] => {
    if ('value' in node) {
      const text = cleanNodeText(node.value).trim();
      return text === '' ? [] : [element('mtext', [text])];
    }
    if (!('tagName' in node)) return [];
    const attrs = readMathAttributes(new Map(node.attrs.map(({ name, value }) => [name, value])));
    if (mathTokens.has(node.tagName)) return [element(node.tagName, tokenText(node), attrs)];
    if (unwrapped.has(node.tagName)) return [element('mrow', readChildren(node))];
    return mathGroups.has(node.tagName) ? [element(node.tagName, readChildren(node), attrs)] : [];
  });
}

function tokenText(token: SourceElement): Node[] {
  const text = sourceText(token);
  return text === '' ? [] : [text];
}

/** The attributes of an element of a formula, as they are written. */
export function readMathAttributes(attrs: Attributes): Attributes {
  return new Map(
    [...attrs]
      .filter(([name, value]) => mathAttributes.get(name)?.test(value) === true)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function texSource(source: SourceElement): string | undefined {
  for (const child of source.childNodes) {
    if (!('tagName' in child)) continue;
    const isTex = child.attrs.some(({ name, value }) => name === 'encoding' && /tex$/i.test(value));
    const found = child.tagName === 'annotation' && isTex ? sourceText(child) : texSource(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

function sourceText(node: SourceNode): string {
  if ('value' in node) return cleanNodeText(node.value);
  if (!('childNodes' in node)) return '';
  if ('tagName' in node && /^(?:annotation(?:-xml)?|script|style)$/.test(node.tagName)) return '';
  return node.childNodes.map(sourceText).join('');
}

import { namespaces, type SourceElement, type SourceNode } from './source-node.ts';
import { cleanText } from './text.ts';
import { element, type Node } from './tree.ts';

/**
 * Programs that set formulas write each of them several times: MathML for readers without eyes, drawn letters hidden from
 * them, and its TeX source in a script. One of them is shown.
 */

/** Whether a node is the drawn form of a formula that stands beside it, or its source after either form. */
export function isShownTwice(node: SourceElement, siblings: readonly SourceNode[], index: number): boolean {
  if (node.tagName === 'script')
    return isTex(node) && followsFormula(siblings.slice(Math.max(0, index - 2), index).findLast(isElement));
  const isHidden = node.attrs.some(({ name, value }) => name === 'aria-hidden' && value === 'true');
  if (!isHidden) return false;
  // Neighbours only: the work grows with the text, not with its square.
  return siblings.slice(Math.max(0, index - 2), index + 3).some((one) => one !== node && holdsMath(one, 4));
}

function isElement(node: SourceNode): node is SourceElement {
  return 'tagName' in node;
}

/** The source of a formula that a page's script would have set. */
export function texOf(script: SourceElement): Node[] {
  const source = isTex(script) ? cleanText(scriptText(script), 5_000) : undefined;
  return source === undefined ? [] : [element('code', [source])];
}

/** A formula drawn by MathJax 2, whose label is its source in TeX: the drawing says `13` for a third. */
export function asTex(source: SourceElement, attrs: ReadonlyMap<string, string>): SourceElement | undefined {
  const label = attrs.get('aria-label');
  if (label === undefined || !/[\\^_{}]/.test(label)) return undefined;
  if (!/(?:^|\s)mjx-math(?:\s|$)/.test(attrs.get('class') ?? '')) return undefined;
  const childNodes = [{ nodeName: '#text' as const, value: label }];
  return { ...source, nodeName: 'code', tagName: 'code', attrs: [], childNodes };
}

function isTex(script: SourceElement): boolean {
  return script.attrs.some(({ name, value }) => name === 'type' && /^\s*math\/(?:tex|latex)/i.test(value));
}

function scriptText(script: SourceElement): string {
  return script.childNodes.map((node) => ('value' in node ? node.value : '')).join('');
}

function followsFormula(before: SourceElement | undefined): boolean {
  if (before === undefined) return false;
  const isSet = before.attrs.some(({ name, value }) => name === 'class' && /(?:^|\s)MathJax/i.test(value));
  return (isSet && hasContent(before)) || holdsMath(before, 4);
}

/** An empty preview only holds a place. */
function hasContent(node: SourceElement): boolean {
  return node.childNodes.some(
    (child) => 'tagName' in child || ('value' in child && child.value.trim() !== ''),
  );
}

function holdsMath(node: SourceNode, depth: number): boolean {
  if (!('tagName' in node)) return false;
  if (node.namespaceURI === namespaces.math) return true;
  return depth > 0 && node.childNodes.some((child) => holdsMath(child, depth - 1));
}

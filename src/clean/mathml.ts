import type { Attributes } from './images.ts';
import type { SourceElement, SourceNode } from './parse-html.ts';
import { cleanNodeText, cleanText } from './text.ts';
import { element, type Node } from './tree.ts';

/**
 * A formula as text: its alternative text, else its TeX source, else its characters.
 */
export function readMath(source: SourceElement, attrs: Attributes): Node[] {
  const text = cleanText(attrs.get('alttext') ?? texSource(source) ?? sourceText(source), 5_000);
  return text === undefined ? [] : [element('code', [text])];
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

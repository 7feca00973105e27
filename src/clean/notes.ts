import type { Attributes } from './images.ts';
import type { SourceElement, SourceNode } from './source-node.ts';

/** Notes as Substack writes them: marks that only a style raises, and numbers that only a style sets beside their notes. */

/** The same as others write it; `undefined` of any other element. */
export function asNote(source: SourceElement, attrs: Attributes): SourceElement | undefined {
  const classes = attrs.get('class') ?? '';
  if (source.tagName === 'a' && /(?:^|\s)footnote-anchor(?=\s|$)/.test(classes)) return raised(source);
  return source.tagName === 'div' && /(?:^|\s)footnote(?=\s|$)/.test(classes) ? numbered(source) : undefined;
}

function raised(mark: SourceElement): SourceElement {
  const bare = { ...mark, attrs: mark.attrs.filter(({ name }) => name !== 'class') };
  return { ...mark, nodeName: 'sup', tagName: 'sup', attrs: [], childNodes: [bare] };
}

/** The number goes into the first paragraph of the note. */
function numbered(note: SourceElement): SourceElement | undefined {
  const [number, text, ...others] = note.childNodes.filter(isElement);
  if (number?.tagName !== 'a' || text?.tagName !== 'div' || others.length > 0) return undefined;
  const at = text.childNodes.findIndex(isElement);
  const first = text.childNodes[at];
  if (first === undefined || !isElement(first) || first.tagName !== 'p') return undefined;
  const blank: SourceNode = { nodeName: '#text', value: ' ' };
  const begun = { ...first, childNodes: [number, blank, ...first.childNodes] };
  return { ...text, attrs: [], childNodes: text.childNodes.with(at, begun) };
}

const isElement = (node: SourceNode): node is SourceElement => 'tagName' in node;

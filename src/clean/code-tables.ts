import type { Attributes } from './images.ts';
import type { SourceElement, SourceNode } from './source-node.ts';

/** Programs that colour code on the server and write each line of it as a box in a table, beside its number. */
const programs = /(?:^|\s)(?:syntaxhighlighter|crayon-(?:syntax|table)|js-file-line-container)(?=\s|$)/;
const numbers = /(?:^|\s)(?:gutter|crayon-nums|blob-num)(?=\s|$)/;
const lines = /(?:^|\s)(?:line|crayon-line|js-file-line)(?=\s|$)/;

/** The same as preformatted text; `undefined` of any other element. */
export function asCode(source: SourceElement, attrs: Attributes): SourceElement | undefined {
  if (!programs.test(attrs.get('class') ?? '') || source.tagName === 'pre') return undefined;
  const childNodes = linesOf(source.childNodes);
  return childNodes.length === 0
    ? undefined
    : { ...source, nodeName: 'pre', tagName: 'pre', attrs: [], childNodes };
}

function linesOf(nodes: readonly SourceNode[], depth = 0): readonly SourceElement[] {
  if (depth > 8) return [];
  return nodes.flatMap((node) => {
    if (!('tagName' in node) || numbers.test(classOf(node))) return [];
    return lines.test(classOf(node))
      ? [{ ...node, nodeName: 'div', tagName: 'div', attrs: [] }]
      : linesOf(node.childNodes, depth + 1);
  });
}

const classOf = ({ attrs }: SourceElement): string => attrs.find(({ name }) => name === 'class')?.value ?? '';

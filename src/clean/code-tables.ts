import type { Attributes } from './images.ts';
import type { SourceElement, SourceNode } from './source-node.ts';

/** Programs that colour code on the server and write each line of it as a box in a table, beside its number. */
const programs = /(?:^|\s)(?:syntaxhighlighter|crayon-(?:syntax|table)|js-file-line-container)(?=\s|$)/;
const numbers = /(?:^|\s)(?:gutter|crayon-nums|blob-num)(?=\s|$)/;
const lines = /(?:^|\s)(?:line|crayon-line|js-file-line)(?=\s|$)/;

/** The same as preformatted text, or code whose lines stand in elements alone; `undefined` of any other element. */
export function asCode(source: SourceElement, attrs: Attributes): SourceElement | undefined {
  if (source.tagName === 'pre') return withLines(source);
  if (!programs.test(attrs.get('class') ?? '')) return undefined;
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

/** A program that makes pages smaller took the breaks between the lines away. */
function withLines(pre: SourceElement): SourceElement | undefined {
  if (hasBreak(pre.childNodes)) return undefined;
  const childNodes = linesOf(pre.childNodes);
  if (childNodes.length < 2) return undefined;
  const [code] = pre.childNodes;
  const isCode = code !== undefined && 'tagName' in code && code.tagName === 'code';
  return { ...pre, childNodes: isCode ? [{ ...code, childNodes }] : childNodes };
}

function hasBreak(nodes: readonly SourceNode[]): boolean {
  return nodes.some((node) =>
    'value' in node
      ? node.value.includes('\n')
      : 'tagName' in node && (node.tagName === 'br' || hasBreak(node.childNodes)),
  );
}

const classOf = ({ attrs }: SourceElement): string => attrs.find(({ name }) => name === 'class')?.value ?? '';

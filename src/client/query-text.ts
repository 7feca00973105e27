import type { QueryNode, WordsNode } from '../search/grammar.ts';

/** Letters that would end a word or begin something else if it stood without quotation marks. */
const needsQuotes = /[\s()]|^(?:[-!|&]|OR$|AND$|NOT$|$)|^#?[\p{L}_]+:(?!\/\/)/u;

function wordsText({ field, text, quoted }: WordsNode): string {
  if (field === 'access' && (text === 'subscriber' || text === 'open')) return `is:${text}`;
  const value = quoted || needsQuotes.test(text) ? `"${text}"` : text;
  if (field === undefined) return value;
  return field === 'topic' && /^["\p{L}\p{N}]/u.test(value) ? `#${value}` : `${field}:${value}`;
}

/** Parts side by side, in parentheses where they must stay together. */
function grouped(node: QueryNode): string {
  return node.kind === 'all' || node.kind === 'any' || node.kind === 'not'
    ? `(${nodeText(node)})`
    : nodeText(node);
}

function nodeText(node: QueryNode): string {
  switch (node.kind) {
    case 'words':
      return wordsText(node);
    case 'span':
      return `${node.of === 'edition' ? 'date' : 'pubdate'}:${node.text}`;
    case 'mark':
      return `is:${node.mark}`;
    case 'not':
      return node.of.kind === 'mark' && node.of.mark === 'read' ? 'is:unread' : `-${grouped(node.of)}`;
    case 'all':
      return queryText(node.of);
    case 'any':
      return node.of.map((one) => (one.kind === 'not' ? nodeText(one) : grouped(one))).join(' OR ');
  }
}

/** Writes parts of a query as one types them: what is read again has the same meaning. */
export function queryText(nodes: readonly QueryNode[]): string {
  return nodes.map((one) => (one.kind === 'all' ? grouped(one) : nodeText(one))).join(' ');
}

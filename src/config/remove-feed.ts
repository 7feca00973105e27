import { isDeepStrictEqual } from 'node:util';
import { isCollection, isMap, isScalar, isSeq, parseDocument, type YAMLSeq } from 'yaml';
import { isRecord } from '../model/record.ts';
import { columnOf, lineEnd, rewritten, type Splice, spliced, valuesOf } from './edit-config.ts';
import { feedIdsOf, type Named } from './feed-id.ts';
import { flowText } from './yaml-text.ts';

function feedsIn(text: string): unknown[] {
  const { feeds } = valuesOf(text);
  return Array.isArray(feeds) ? feeds : [];
}

const namedOf = (feed: unknown): Named | undefined => {
  if (typeof feed === 'string') return { url: feed };
  if (!isRecord(feed) || typeof feed.url !== 'string') return undefined;
  return { url: feed.url, ...(typeof feed.id === 'string' && { id: feed.id }) };
};

function listIn(text: string): YAMLSeq | undefined {
  const list = parseDocument(text).get('feeds', true);
  return isSeq(list) ? list : undefined;
}

function rangeOf(list: YAMLSeq, at: number): readonly [number, number] | undefined {
  const node = list.items[at];
  const range = isScalar(node) || isCollection(node) ? node.range : undefined;
  return range ? [range[0], range[1]] : undefined;
}

/** The lines of an item of a block list, with the comment behind it. */
function blockCut(text: string, list: YAMLSeq, at: number): Splice | undefined {
  const range = rangeOf(list, at);
  if (!range) return undefined;
  const dash = text.lastIndexOf('-', range[0] - 1);
  const start = text.lastIndexOf('\n', dash) + 1;
  if (dash < 0 || text.slice(start, dash).trim() !== '') return undefined;
  const end = lineEnd(text, range[1]);
  const next = text.indexOf('\n', end);
  return { at: start, cut: (next < 0 ? text.length : next + 1) - start, text: '' };
}

/** An item of a list in brackets, with the comma before or behind it. */
function flowCut(text: string, list: YAMLSeq, at: number): Splice | undefined {
  const own = rangeOf(list, at);
  const before = rangeOf(list, at - 1);
  const after = rangeOf(list, at + 1);
  if (!own) return undefined;
  const [from, to] = after ? [own[0], after[0]] : before ? [before[1], own[1]] : own;
  return /#/.test(text.slice(from, to).replace(text.slice(own[0], own[1]), ''))
    ? undefined
    : { at: from, cut: to - from, text: '' };
}

/** Gives the feed at a place an id of its own. */
function idSplice(text: string, list: YAMLSeq, at: number, id: string): Splice | undefined {
  const node = list.items[at];
  const range = rangeOf(list, at);
  if (!range) return undefined;
  if (isScalar(node)) {
    const entry = flowText({ url: node.value, id }, list.flow ? 'flow' : 'block');
    return { at: range[0], cut: range[1] - range[0], text: entry };
  }
  if (!isMap(node)) return undefined;
  if (node.flow) return { at: range[0] + 1, cut: 0, text: ` id: ${id},` };
  const indent = ' '.repeat(columnOf(text, range[0]));
  return { at: range[0], cut: 0, text: `id: ${id}\n${indent}` };
}

function withFeeds(text: string, splice: Splice | undefined, feeds: readonly unknown[]): string {
  const wanted = structuredClone({ ...valuesOf(text), feeds: feeds.length === 0 ? null : feeds });
  const isWanted = (values: Record<string, unknown>): boolean => {
    const isEmpty = Array.isArray(values.feeds) && values.feeds.length === 0;
    return isDeepStrictEqual(isEmpty ? { ...values, feeds: null } : values, wanted);
  };
  return spliced(text, splice, isWanted) ?? rewritten(text, 'feeds', feeds);
}

/** Writes down the ids that feeds have by their place in the list, so that they stay without their neighbours. */
function withFixedIds(text: string, ids: readonly (string | undefined)[], removed: number): string {
  let edited = text;
  const alone = feedIdsOf(feedsIn(text).map((feed, at) => (at === removed ? undefined : namedOf(feed))));
  ids.forEach((id, at) => {
    if (at === removed || id === undefined || alone[at] === id) return;
    const feeds = feedsIn(edited).map((feed, index) =>
      index === at ? { ...(isRecord(feed) ? feed : { url: feed }), id } : feed,
    );
    const list = listIn(edited);
    edited = withFeeds(edited, list && idSplice(edited, list, at, id), feeds);
  });
  return edited;
}

/**
 * Takes one feed out of the text of a `daybook.yaml`; every other byte stays, as when feeds are added. Feeds whose ids
 * depended on it keep theirs. The text must be valid YAML.
 *
 * @param at its place in `feeds`
 */
export function removeFromConfig(text: string, at: number): string {
  const fixed = withFixedIds(text, feedIdsOf(feedsIn(text).map(namedOf)), at);
  const list = listIn(fixed);
  const feeds = feedsIn(fixed).filter((_feed, index) => index !== at);
  const splice = list && (list.flow ? flowCut(fixed, list, at) : blockCut(fixed, list, at));
  return withFeeds(fixed, splice, feeds);
}

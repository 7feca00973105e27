import { type DigestItem, localDay } from '../../digest/index.ts';
import type { Config, Problem } from '../../model/types.ts';
import {
  type CompiledQuery,
  compileQuery,
  type Language,
  namedIn,
  noStem,
  rememberedStem,
} from '../../search/index.ts';
import { explainQuery } from '../explain-query.ts';

/** Which of the configured `views` an item is in, by its words and all else that a search looks at. */
export type ViewsOf = (item: DigestItem, text: string) => readonly string[];

/** Sources are named by what the configuration says of them: what feeds call themselves may change. */
function namesOf({ feeds, sections }: Config): Language['named'] {
  return namedIn({
    source: Object.fromEntries(feeds.map(({ id, title }) => [id, title ?? id])),
    section: Object.fromEntries(sections.map(({ id, title }) => [id, title])),
  });
}

/** What is wrong with the queries of views. */
export function viewProblems(config: Config): Problem[] {
  return config.views.flatMap(({ id, query }, at) => {
    const { problems, moving, isEmpty } = compileQuery(query, () => noStem, namesOf(config));
    const reasons = problems.map((problem) => `A search for it says: ${explainQuery(problem)}`);
    if (moving !== undefined)
      reasons.push(
        `“${moving}” means something else tomorrow, or in another browser; a view is the same for all.`,
      );
    if (isEmpty && reasons.length === 0)
      reasons.push('It has nothing to look for: every item would be in it.');
    return reasons.map(
      (why): Problem => ({
        code: 'CONFIG_BAD_VIEW',
        what: `The query of the view "${id}" cannot be used.`,
        where: `daybook.yaml, views[${at}].query`,
        why,
        fix: 'Write it as on the search page; docs/search.md lists what you can ask.',
      }),
    );
  });
}

/** Compiles the queries of all views; nothing where there are none. */
export function compileViews(config: Config): ViewsOf | undefined {
  if (config.views.length === 0) return undefined;
  const titles = new Map(config.feeds.map(({ id, title }) => [id, title ?? id]));
  const compiled = config.views.map(({ id, query }): [string, CompiledQuery] => [
    id,
    compileQuery(query, rememberedStem, namesOf(config)),
  ]);
  return (item, text) => {
    const record = {
      ...item,
      text,
      topics: item.tags,
      source: item.feed,
      sourceTitle: titles.get(item.feed) ?? item.feed,
      published: localDay(item.date, config.timezone),
    };
    return compiled.filter(([, { matches }]) => matches(record)).map(([id]) => id);
  };
}

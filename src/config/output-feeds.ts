import { z } from 'zod';
import type { Config, FeedForm, FeedKind } from '../model/types.ts';

/** What is offered where `outputs.feeds` says nothing. */
const defaults: Readonly<Record<FeedKind, readonly FeedForm[]>> = {
  home: ['atom', 'json', 'rss'],
  editions: ['atom', 'json'],
  section: ['atom', 'json'],
  view: ['atom'],
  source: ['atom'],
  topic: ['atom'],
  author: ['atom'],
  story: ['atom'],
};

const forms = z
  .union([z.literal(false), z.array(z.enum(['atom', 'json', 'rss']))])
  .optional()
  .describe('Formats of these feeds, or `false` for none.');

export const feedsSchema = z
  .union([
    z.literal(false),
    z.strictObject({
      home: forms,
      editions: forms,
      section: forms,
      view: forms,
      source: forms,
      topic: forms,
      author: forms,
      story: forms,
    }),
  ])
  .optional()
  .describe('Which lists have feeds, and in which formats; `false` for no feeds at all.');

/** The forms of each kind of list: what the publisher says of one goes before the default. */
export function feedForms(input: z.infer<typeof feedsSchema>): Config['outputs']['feeds'] {
  const of = (kind: FeedKind): readonly FeedForm[] => {
    const said = input === false ? false : (input?.[kind] ?? defaults[kind]);
    return said === false ? [] : [...new Set(said)];
  };
  return {
    home: of('home'),
    editions: of('editions'),
    section: of('section'),
    view: of('view'),
    source: of('source'),
    topic: of('topic'),
    author: of('author'),
    story: of('story'),
  };
}

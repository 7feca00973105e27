import type { z } from 'zod';
import { parseJson } from '../model/json.ts';
import { isRecord } from '../model/record.ts';
import { valuesOf } from './edit-config.ts';
import { type FeedInput, feedSchema } from './schema.ts';

/** A feed of `daybook.yaml` with all that is written there. */
type WrittenFeed = Exclude<FeedInput, string>;

/**
 * What `daybook.yaml` says of a feed, as JSON for one attribute of its outline. Its address and its attributes have
 * places of their own there.
 */
export type KeptSettings = Omit<WrittenFeed, 'url' | 'opml'>;

/** Settings of the feeds in a configuration's `feeds:`, in its order; the text has to be without faults. */
export function writtenSettings(text: string): string[] {
  const { feeds } = valuesOf(text);
  return (Array.isArray(feeds) ? feeds : []).map((feed: unknown) => {
    const { url: _url, opml: _opml, ...settings } = isRecord(feed) ? feed : {};
    return JSON.stringify(settings);
  });
}

/** Reads them back; says why they cannot be used. */
export function readSettings(
  text: string,
  url: string,
): { readonly settings: KeptSettings } | { readonly why: string } {
  const value = parseJson(text);
  if (!isRecord(value)) return { why: 'They are not a JSON object.' };
  const read = feedSchema.safeParse({ ...value, url });
  if (!read.success) return { why: read.error.issues.map(issueText).join(' ') };
  const { url: _url, opml: _opml, ...settings } = read.data;
  return { settings };
}

function issueText({ path, message }: z.core.$ZodIssue): string {
  return `${path.join('.')}: ${message.replace(/\.?$/, '.')}`;
}

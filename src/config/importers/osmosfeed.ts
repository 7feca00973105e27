import { z } from 'zod';
import type { Problem } from '../../model/types.ts';
import { maxFileNesting, readYaml } from '../read-yaml.ts';
import { webAddress } from '../web-address.ts';
import {
  type ImportedFeed,
  type ImportedList,
  oldAddresses,
  skippedLine,
  unreadableList,
  unusedSettings,
} from './imported.ts';

const schema = z.looseObject({
  sources: z.array(z.unknown()).nullish(),
  siteTitle: z.string().optional().catch(undefined),
  timezone: z.string().optional().catch(undefined),
});

const source = z.object({ href: z.string().trim().min(1) });
const known = new Set(['sources', 'siteTitle', 'timezone', 'cacheUrl']);

/** Reads `osmosfeed.yaml`: `sources` with their `href`, `siteTitle` and `timezone`. */
export function readOsmosfeed(text: string, where: string): ImportedList {
  const unreadable = (place: string, why: string) =>
    unreadableList(place, why, 'Correct the file, or name the right one.');
  const read = readYaml(text, where, { maxDepth: maxFileNesting });
  if ('faults' in read) return unreadable(read.faults[0]?.where ?? where, read.faults[0]?.why ?? '');
  const parsed = schema.safeParse(read.value);
  if (!parsed.success || parsed.data.sources === undefined)
    return unreadable(where, 'It has no list of "sources:".');
  const { sources, siteTitle, timezone, ...rest } = parsed.data;
  const feeds: ImportedFeed[] = [];
  const notes: Problem[] = [];
  (sources ?? []).forEach((one, at) => {
    const href = source.safeParse(one).data?.href;
    if (href !== undefined) feeds.push({ url: webAddress(href) });
    else {
      const fix = 'Write "- href: https://…".';
      notes.push(skippedLine(`${where}, sources[${at}]`, 'A source was skipped.', 'It has no "href".', fix));
    }
  });
  const unused = Object.keys(rest).filter((name) => !known.has(name));
  notes.push(...unusedSettings(where, unused), ...oldAddresses(where, [['/feed.atom', '/feed.xml']]));
  const site = { ...(siteTitle && { title: siteTitle }), ...(timezone && { timezone }) };
  return { format: 'osmosfeed.yaml', feeds, site, notes };
}

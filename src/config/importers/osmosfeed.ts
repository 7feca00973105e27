import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Problem } from '../../model/types.ts';
import { webAddress } from '../web-address.ts';
import { isTooDeep, maxFileNesting } from '../yaml-nesting.ts';
import {
  type ImportedFeed,
  type ImportedList,
  oldAddresses,
  skippedLine,
  unusedSettings,
} from './imported.ts';

const schema = z.looseObject({
  sources: z.array(z.unknown()).nullish(),
  siteTitle: z.string().optional().catch(undefined),
  timezone: z.string().optional().catch(undefined),
});

const source = z.object({ href: z.string().trim().min(1) });
const known = new Set(['sources', 'siteTitle', 'timezone', 'cacheUrl']);

function unreadable(where: string, why: string): { problem: Problem } {
  return {
    problem: {
      code: 'IMPORT_UNREADABLE',
      what: 'Could not read the list of feeds.',
      where,
      why,
      fix: 'Mend the file, or name the right one.',
    },
  };
}

/** Reads `osmosfeed.yaml`: `sources` with their `href`, `siteTitle` and `timezone`. */
export function readOsmosfeed(text: string, where: string): ImportedList {
  if (isTooDeep(text, maxFileNesting)) return unreadable(where, 'It is nested too deep.');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const fault = document.errors[0];
  if (fault)
    return unreadable(
      `${where}, line ${lines.linePos(fault.pos[0]).line}`,
      fault.message.split('\n')[0] ?? '',
    );
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return unreadable(where, error instanceof Error ? error.message : String(error));
  }
  const parsed = schema.safeParse(value);
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
  notes.push(
    ...unusedSettings(
      where,
      Object.keys(rest).filter((name) => !known.has(name)),
    ),
  );
  notes.push(...oldAddresses(where, [['/feed.atom', '/feed.xml']]));
  const site = { ...(siteTitle && { title: siteTitle }), ...(timezone && { timezone }) };
  return { format: 'osmosfeed.yaml', feeds, site, notes };
}

import { z } from 'zod';
import { errorMessage } from '../model/error-message.ts';
import type { Problem } from '../model/types.ts';

/** What the configuration says of CSS selectors, read from whatever is sound; the rest counts as absent. */
const looseSchema = z.object({
  feeds: z.array(
    z
      .object({
        fullText: z.object({ select: z.string() }).optional().catch(undefined),
        scrape: z.record(z.string(), z.unknown()).optional().catch(undefined),
      })
      .optional()
      .catch(undefined),
  ),
});

interface Found {
  readonly path: readonly PropertyKey[];
  readonly selector: string;
}

function selectorsIn(raw: unknown): Found[] {
  const loose = looseSchema.safeParse(raw);
  if (!loose.success) return [];
  return loose.data.feeds.flatMap((feed, at) => {
    const select = feed?.fullText?.select;
    const own = select === undefined ? [] : [{ path: ['feeds', at, 'fullText', 'select'], selector: select }];
    const scraped = Object.entries(feed?.scrape ?? {}).flatMap(([key, selector]) =>
      typeof selector === 'string' ? [{ path: ['feeds', at, 'scrape', key], selector }] : [],
    );
    return [...own, ...scraped];
  });
}

/**
 * Reports the selectors that cannot be used, before any page is asked for. What knows them is loaded only where there
 * are any.
 */
export async function checkSelectors(
  raw: unknown,
  report: (path: readonly PropertyKey[], problem: Omit<Problem, 'where'>) => void,
): Promise<void> {
  const found = selectorsIn(raw);
  if (found.length === 0) return;
  const { compile } = await import('css-select');
  for (const { path, selector } of found) {
    try {
      compile(selector);
    } catch (error) {
      report(path, {
        code: 'CONFIG_BAD_SELECTOR',
        what: `${JSON.stringify(selector)} is not a CSS selector that can be used.`,
        why: `${errorMessage(error)}.`,
        fix: 'Write it as in a style sheet: article .text, h2 > a, time[datetime].',
      });
    }
  }
}

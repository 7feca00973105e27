import type { DownloadContext } from '../../fetch/index.ts';
import { defined } from '../../model/defined.ts';
import type { Problem } from '../../model/types.ts';
import type { SiteRun } from '../site-folder.ts';
import { userAgentOf } from '../user-agent.ts';

/** What copying came to: no report where there was nothing to do. */
export interface Copied<Report> {
  readonly report?: Report;
  readonly problem?: Problem;
}

/** Copies, whatever happens: the site can be rendered. */
export async function copied<Report>(
  work: () => Promise<Report | undefined>,
  problemOf: (error: unknown) => Problem,
): Promise<Copied<Report>> {
  try {
    return defined({ report: await work() });
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/** How a run downloads: as its digest asks, on its own terms. */
export function downloading(
  { folder: { config }, now, signal }: SiteRun,
  terms: Pick<DownloadContext, 'accept' | 'maxBytes' | 'deadlineMs' | 'robots'>,
): DownloadContext {
  return { settings: config.fetch, userAgent: userAgentOf(config), now, ...defined({ signal }), ...terms };
}

import type { Archive } from '../../archive/index.ts';
import type { SiteFolder } from '../site-folder.ts';

/** A run that copies what feeds only name: texts of pages, pictures, faces of sources. */
export interface CopyRun {
  readonly folder: SiteFolder;
  readonly archive: Archive;
  /** RFC 3339 */
  readonly now: string;
  /** Ask again for what failed before. */
  readonly force: boolean;
  /** Only of these feeds; of all when absent. */
  readonly only?: ReadonlySet<string>;
  readonly signal?: AbortSignal;
}

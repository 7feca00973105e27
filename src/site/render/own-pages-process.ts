import { ownEleventyPages } from './run-eleventy.ts';
import type { FolderState } from './up-to-date.ts';

// A process that makes the publisher's pages once and ends: what Eleventy has read it keeps as long as it runs.

/** The pages by their paths, or the messages of the error and of those that it wraps, the outermost first. */
export type OwnPagesAnswer =
  | { readonly pages: ReadonlyMap<string, string> }
  | { readonly failed: readonly string[] };

function messagesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)];
  const inner = 'originalError' in error ? error.originalError : error.cause;
  return [error.message, ...(inner === undefined || inner === error ? [] : messagesOf(inner))];
}

function answer(message: OwnPagesAnswer): void {
  process.send?.(message, () => process.exit());
}

process.once('disconnect', () => process.exit());
process.once('message', (folder: Pick<FolderState, 'siteDir' | 'outputDir'>) => {
  ownEleventyPages(folder).then(
    (pages) => answer({ pages }),
    (error: unknown) => answer({ failed: messagesOf(error) }),
  );
});

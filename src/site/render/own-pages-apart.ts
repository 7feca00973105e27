import { fork } from 'node:child_process';
import type { OwnPagesAnswer } from './own-pages-process.ts';
import { hasOwnPages } from './static-files.ts';
import type { FolderState } from './up-to-date.ts';

/** An error as it was in the other process. */
function errorOf([message = '', ...inner]: readonly string[]): Error {
  return inner.length === 0 ? new Error(message) : new Error(message, { cause: errorOf(inner) });
}

function answerOf(folder: Pick<FolderState, 'siteDir' | 'outputDir'>): Promise<OwnPagesAnswer> {
  return new Promise((resolve) => {
    const child = fork(new URL('./own-pages-process.js', import.meta.url), { serialization: 'advanced' });
    child.once('message', (answer: OwnPagesAnswer) => resolve(answer));
    child.once('error', ({ message }) => resolve({ failed: [message] }));
    child.once('exit', (code, signal) =>
      resolve({ failed: [`The process that makes pages/ was ended by ${signal ?? `code ${code}`}.`] }),
    );
    child.send({ siteDir: folder.siteDir, outputDir: folder.outputDir }, () => undefined);
  });
}

/**
 * The publisher's pages as their files are now: a program that renders again and again makes them in another process,
 * because Eleventy keeps what it has read. Throws where one of them cannot be made.
 */
export async function ownPagesApart(
  folder: Pick<FolderState, 'siteDir' | 'outputDir'>,
): Promise<ReadonlyMap<string, string>> {
  if (!hasOwnPages(folder.siteDir)) return new Map();
  const answer = await answerOf(folder);
  if ('failed' in answer) throw errorOf(answer.failed);
  return answer.pages;
}

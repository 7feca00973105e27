import type { Archive } from '../../archive/index.ts';
import { storedHtml } from '../../clean/index.ts';
import { type FindableItem, resolveEdits } from '../../digest/index.ts';
import { defined } from '../../model/defined.ts';
import type { Config, Problem } from '../../model/types.ts';
import { idleFiles, readEditorFiles } from './editor-files.ts';

/** Checks editors' files against the archive, for `daybook check`: their form, and every item that they name. */
export async function checkEditorFiles(
  siteDir: string,
  archive: Pick<Archive, 'days' | 'readDay'>,
  run: { readonly config: Config; readonly now: string },
): Promise<{ readonly files: number; readonly problems: readonly Problem[] }> {
  const { files, problems } = await readEditorFiles(siteDir);
  if (files.length === 0) return { files: 0, problems };
  const idle = idleFiles(files, new Set(await archive.days()), run);
  const items: FindableItem[] = [];
  for (const day of await archive.days()) {
    const { items: read } = await archive.readDay(day, (html) => storedHtml({ html }));
    for (const { url, external_url, _daybook } of read) {
      items.push({
        key: _daybook.key,
        day,
        ...defined({ url, external_url: external_url }),
      });
    }
  }
  return { files: files.length, problems: [...problems, ...idle, ...resolveEdits(files, items).problems] };
}

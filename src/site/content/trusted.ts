import type { StoredItem } from '../../archive/index.ts';
import { storedHtml } from '../../clean/index.ts';
import type { SafeHtml } from '../../model/types.ts';

/**
 * HTML read from a file is a stranger's, even from our own: it is looked at before any page shows it, and cleaned again
 * where it has not the cleaner's form, or where an older cleaner wrote it.
 */
export function trusted(html: string, { url, title, _daybook }: StoredItem): SafeHtml {
  const { cleaner } = _daybook;
  return storedHtml(
    { html, ...(cleaner !== undefined && { cleaner }) },
    { ...(url !== undefined && { baseUrl: url }), ...(title !== undefined && { title }) },
  );
}

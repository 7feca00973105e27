import { join } from 'node:path';
import { z } from 'zod';
import { readIfThere } from '../../disk/index.ts';
import { parseJson } from '../../model/json.ts';
import type { MailSettings } from '../../model/mail-settings.ts';
import type { Problem } from '../../model/types.ts';
import type { GlobalOptions, SiteFolder } from '../site-folder.ts';
import * as problems from './problems.ts';

/** An edition as it was rendered. */
export interface RenderedEdition {
  readonly id: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** What `daybook render` says of its editions; read as any file, as somebody else may have written it. */
const indexSchema = z.object({
  editions: z.array(
    z.object({
      id: z.string().regex(/^\d{4}-(?:\d{2}-\d{2}|w\d{2}|\d{2})$/),
      kind: z.enum(['day', 'week', 'month']),
      title: z.string(),
      closes: z.iso.datetime(),
    }),
  ),
});

/**
 * The edition to send: the one that is named, else the newest of the configured kind that is closed, because an open
 * one may still get items.
 */
export async function mailEdition(
  options: GlobalOptions & { readonly edition?: string },
  { dir, config }: SiteFolder,
  mail: MailSettings,
): Promise<RenderedEdition | { readonly problem: Problem }> {
  const site = join(dir, '_site');
  const indexPath = join(site, 'editions', 'index.json');
  const text = await readIfThere(indexPath);
  const index = indexSchema.safeParse(parseJson(text)).data;
  if (index === undefined) return { problem: problems.notRendered(indexPath) };
  const { edition: wanted, now } = options;
  const [newest] = index.editions
    .filter(({ kind, closes }) => kind === mail.every && Date.parse(closes) <= Date.parse(now))
    .sort((a, b) => (a.closes < b.closes ? 1 : -1));
  const found = wanted === undefined ? newest : index.editions.find(({ id }) => id === wanted);
  if (found === undefined) {
    const none = `No edition of the kind "${mail.every}" is closed yet.`;
    const why = wanted === undefined ? none : `It has no edition "${wanted}".`;
    return { problem: problems.noEdition(indexPath, why) };
  }
  const folder = join(site, found.id.replaceAll('-', '/'));
  const html = await readIfThere(join(folder, 'email.html'));
  const plain = await readIfThere(join(folder, 'index.txt'));
  if (html === undefined || plain === undefined) return { problem: problems.notRendered(folder) };
  return { id: found.id, subject: `${config.title}: ${found.title}`, html, text: plain };
}

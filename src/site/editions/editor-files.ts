import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { daysOfEdition, localDay, parseEditionId } from '../../digest/index.ts';
import { errorMessage } from '../../model/error-message.ts';
import type { Config, Day, EditorFile, Problem } from '../../model/types.ts';

/** What editors wrote, and what is wrong with their files. A file with a fault is left out whole. */
interface EditorFiles {
  /** In the order of their editions' ids. */
  readonly files: readonly EditorFile[];
  readonly problems: readonly Problem[];
}

/** Where editors' files lie in a site folder. */
const editorFolder = 'editions';

function fault(code: string, where: string, texts: Pick<Problem, 'what' | 'why' | 'fix'>): Problem {
  return { code, where, kept: 'The edition is made without this file.', ...texts };
}

function wrongName(where: string): Problem {
  const what = 'This file is not named after an edition.';
  const why = 'A file belongs to the day, ISO week or month that it is named after.';
  const fix = 'Name it like 2026-05-18.md, 2026-w21.md or 2026-05.md.';
  return { ...fault('EDITION_FILE_NAME', where, { what, why, fix }), kept: 'It is not used.' };
}

function tooBig(where: string, max: number): Problem {
  const why = `It may have ${max / 1024} KB.`;
  const fix = 'Shorten it, or publish the text elsewhere and link to it.';
  return fault('EDITION_FILE_TOO_BIG', where, { what: 'The file of an edition is too big.', why, fix });
}

function unreadable(where: string, error: unknown): Problem {
  const what = 'The file of an edition cannot be read.';
  const why = errorMessage(error);
  return fault('EDITION_FILE_UNREADABLE', where, {
    what,
    why,
    fix: 'Make it a UTF-8 text file that may be read.',
  });
}

async function readOne(
  siteDir: string,
  name: string,
): Promise<{ readonly editor: EditorFile } | { readonly problems: readonly Problem[] }> {
  const where = `${editorFolder}/${name}`;
  const edition = parseEditionId(name.replace(/\.md$/, ''));
  if (!edition) return { problems: [wrongName(where)] };
  const { maxEditorFileBytes, readEditorFile } = await import('../../config/index.ts');
  const path = join(siteDir, editorFolder, name);
  try {
    if ((await stat(path)).size > maxEditorFileBytes)
      return { problems: [tooBig(where, maxEditorFileBytes)] };
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
    return readEditorFile(text, edition.id, where);
  } catch (error) {
    return { problems: [unreadable(where, error)] };
  }
}

/** Reads `editions/*.md` of a site folder; a README among them is nobody's edition. Never throws. */
export async function readEditorFiles(siteDir: string): Promise<EditorFiles> {
  const found = await readdir(join(siteDir, editorFolder), { withFileTypes: true }).catch(() => []);
  const names = found
    .filter(
      (entry) =>
        !entry.isDirectory() && /\.md$/i.test(entry.name) && !/^(?:readme\.md$|\.)/i.test(entry.name),
    )
    .map((entry) => entry.name)
    .sort();
  const files: EditorFile[] = [];
  const problems: Problem[] = [];
  for (const name of names) {
    const read = await readOne(siteDir, name);
    if ('editor' in read) files.push(read.editor);
    else problems.push(...read.problems);
  }
  return { files, problems };
}

/** Files of editions that no page shows: kinds that are not made, and days that are over and held nothing. */
export function idleFiles(
  files: readonly EditorFile[],
  days: ReadonlySet<Day>,
  { config, now }: { readonly config: Config; readonly now: string },
): Problem[] {
  const today = localDay(now, config.timezone);
  return files.flatMap(({ edition: id }): Problem[] => {
    const edition = parseEditionId(id);
    const where = `${editorFolder}/${id}.md`;
    if (!edition) return [];
    if (!config.editions.every.includes(edition.kind)) {
      return [
        {
          code: 'EDITION_NOT_MADE',
          what: 'This digest makes no edition of this kind.',
          where,
          why: `"editions.every" names ${config.editions.every.join(', ')}.`,
          fix: `Add "${edition.kind}" to it, or remove the file.`,
          kept: 'What it says of stories and dropped items applies.',
        },
      ];
    }
    const all = daysOfEdition(edition);
    if ((all.at(-1) ?? '') >= today || all.some((day) => days.has(day))) return [];
    return [
      {
        code: 'EDITION_EMPTY',
        what: 'There is no such edition: it has no items.',
        where,
        why: 'An edition appears once a source has published something in it.',
        fix: 'Correct the date in the name, or remove the file.',
        kept: 'It is not shown.',
      },
    ];
  });
}

import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readIfThere, replaceFile, writeWhole } from '../../disk/index.ts';
import type { Problem } from '../../model/types.ts';
import { fillTemplate, type StarterFile } from '../../publisher/index.ts';

const templates = fileURLToPath(new URL('../../../starter/', import.meta.url));

/** A folder that has it is complete. */
const configName = 'daybook.yaml';

/** One file that is about to be written. */
export interface PlannedFile {
  readonly path: string;
  readonly content: string | Uint8Array;
  readonly state: 'new' | 'kept' | 'appended';
}

/** A file made from a template. */
export interface PlannedText extends PlannedFile {
  readonly content: string;
}

/** A file's text with the lines of another that it lacks. */
function withLines(text: string, lines: string): string {
  const known = new Set(text.split(/\r?\n/).map((line) => line.trim()));
  const missing = lines.split('\n').filter((line) => line !== '' && !known.has(line));
  if (missing.length === 0) return text;
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${missing.join('\n')}\n`;
}

async function planFile(
  dir: string,
  file: StarterFile,
  values: Readonly<Record<string, string>>,
): Promise<PlannedText | { readonly taken: string }> {
  const made = fillTemplate(await readFile(join(templates, file.from), 'utf8'), values);
  const there = await readIfThere(join(dir, file.to));
  if (there === undefined) return { path: file.to, content: made, state: 'new' };
  switch (file.present) {
    case 'refuse':
      // An earlier run that was interrupted made it.
      return there === made && file.to !== configName
        ? { path: file.to, content: there, state: 'kept' }
        : { taken: file.to };
    case 'keep':
      return { path: file.to, content: there, state: 'kept' };
    case 'append': {
      const text = withLines(there, made);
      return { path: file.to, content: text, state: text === there ? 'kept' : 'appended' };
    }
  }
}

function inTheWay(dir: string, taken: readonly string[]): Problem {
  return {
    code: 'INIT_FILES_EXIST',
    what: `Files are there already: ${taken.join(', ')}.`,
    where: dir,
    why: 'A new digest never overwrites anything.',
    fix: 'Name another folder, or move these files away.',
    kept: 'Everything: nothing was written.',
  };
}

/** Looks at every file before any is written: one in the way stops them all. */
export async function planFolder(
  dir: string,
  files: readonly StarterFile[],
  values: Readonly<Record<string, string>>,
): Promise<readonly PlannedText[] | Problem> {
  const planned: PlannedText[] = [];
  const taken: string[] = [];
  for (const file of files) {
    const plan = await planFile(dir, file, values);
    if ('taken' in plan) taken.push(plan.taken);
    else planned.push(plan);
  }
  return taken.length > 0 ? inTheWay(dir, taken) : planned;
}

async function writePlanned(dir: string, { path, content, state }: PlannedFile): Promise<void> {
  const file = join(dir, path);
  if (state === 'appended' && typeof content === 'string') return replaceFile(file, content);
  const isThere = (await lstat(file).catch(() => undefined)) !== undefined;
  if (isThere) throw new Error(`${path} has appeared in the meantime.`);
  await writeWhole(file, content, { mode: path.endsWith('.sh') ? 0o755 : 0o644, isData: true });
}

/**
 * Writes the planned files, each whole, and the configuration last: in a folder that has none, the next run goes on. A file
 * that appeared in the meantime is left alone. Rejects when the disk does.
 */
export async function writeFolder(dir: string, files: readonly PlannedFile[]): Promise<void> {
  const isLast = ({ path }: PlannedFile): boolean => path === configName;
  const wanted = files.filter(({ state }) => state !== 'kept');
  for (const file of wanted) if (!isLast(file)) await writePlanned(dir, file);
  for (const file of wanted) if (isLast(file)) await writePlanned(dir, file);
}

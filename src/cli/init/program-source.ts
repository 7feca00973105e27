import { execFile } from 'node:child_process';
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readJson } from '../../disk/index.ts';
import { errorMessage } from '../../model/error-message.ts';
import { isRecord } from '../../model/record.ts';
import type { Problem } from '../../model/types.ts';
import { version } from '../../run/version.ts';
import type { PlannedFile } from './write-folder.ts';

const packageDir = fileURLToPath(new URL('../../../', import.meta.url));

/** The name that npm gives to this version's tarball. */
const tarballName = `daybook-${version}.tgz`;

/**
 * Where a new folder gets the program from: from what npm is asked for, from a tarball inside the folder, or from what
 * its `package.json` names already.
 */
export type ProgramSource =
  | { readonly kind: 'named'; readonly spec: string }
  | { readonly kind: 'tarball'; readonly spec: string; readonly file: string }
  | { readonly kind: 'there' };

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}

/**
 * Whether npm took a package from a registry, by the list it keeps of what it installed: only then can the next machine
 * take the same version from there. A file, a repository or a folder that was linked may not be there tomorrow.
 */
export function isFromRegistry(installed: unknown): boolean {
  const resolved = at(installed, 'packages', 'node_modules/daybook', 'resolved');
  return typeof resolved === 'string' && /^https?:\/\/[^?#]+\/daybook\/-\/daybook-[^/]+\.tgz$/.test(resolved);
}

/** Chooses the source for a folder. Writes nothing. */
export async function programSource(dir: string, given: string | undefined): Promise<ProgramSource> {
  const own = await readJson(join(dir, 'package.json'));
  const isThere = ['dependencies', 'devDependencies'].some((list) => at(own, list, 'daybook') !== undefined);
  if (isThere) return { kind: 'there' };
  if (given !== undefined) return { kind: 'named', spec: given };
  const installed = await readJson(join(packageDir, '..', '.package-lock.json'));
  if (isFromRegistry(installed)) return { kind: 'named', spec: version };
  return { kind: 'tarball', spec: `file:${tarballName}`, file: tarballName };
}

/** The first line of what npm printed, for people. */
function reasonOf(error: unknown): string {
  const text = errorMessage(error);
  return text.split('\n').find((line) => line.trim() !== '') ?? 'It gave no reason.';
}

/** Packs the running program as `npm pack` does: the same files give the same bytes. */
async function packProgram(): Promise<Uint8Array | Problem> {
  const dir = await mkdtemp(join(tmpdir(), 'daybook-pack-'));
  const isWindows = process.platform === 'win32';
  try {
    // By the environment, because a shell would want the folder quoted.
    const env = { ...process.env, npm_config_pack_destination: dir, npm_config_dry_run: 'false' };
    const options = { cwd: packageDir, env, shell: isWindows, maxBuffer: 16 * 1024 * 1024 };
    await promisify(execFile)('npm', ['pack', '--ignore-scripts', '--silent'], options);
    return await readFile(join(dir, tarballName));
  } catch (error) {
    return {
      code: 'INIT_NOT_PACKED',
      what: 'The program could not be packed for the new folder.',
      where: packageDir,
      why: reasonOf(error),
      fix: 'Install npm, or say with --package what npm should install, such as the address of a tarball.',
      kept: 'Everything: nothing was written.',
    };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** The planned files with the program's tarball, if the folder is to have one and has none yet. */
export async function withProgram(
  dir: string,
  source: ProgramSource,
  files: readonly PlannedFile[],
): Promise<readonly PlannedFile[] | Problem> {
  if (source.kind !== 'tarball') return files;
  const { file } = source;
  const isThere = await access(join(dir, file)).then(
    () => true,
    () => false,
  );
  if (isThere) return [...files, { path: file, content: '', state: 'kept' }];
  const packed = await packProgram();
  return 'code' in packed ? packed : [...files, { path: file, content: packed, state: 'new' }];
}

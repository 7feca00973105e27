import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder, sync } from '../../disk/index.ts';
import { settlementJson } from '../../fetch/index.ts';
import type { Problem } from '../../model/types.ts';
import type { Arrived, Keeper, Settled } from '../gather/keeper.ts';
import { type BundleHead, bundleVersion } from './form.ts';
import { unwritten } from './problems.ts';

/** A file that is larger is closed and another one begun: merging holds one in memory at a time. */
const maxFileBytes = 64_000_000;

/** The file of a bundle's first, second, … part: `a.jsonl`, `a.part2.jsonl`. */
export function partPath(path: string, part: number): string {
  return part === 1 ? path : `${path.replace(/\.jsonl$/, '')}.part${part}.jsonl`;
}

interface OpenFile {
  readonly handle: FileHandle;
  readonly path: string;
  readonly hash: Hash;
  bytes: number;
  feeds: number;
}

interface BundleWriterInput {
  readonly path: string;
  readonly site: string;
  /** RFC 3339 */
  readonly now: string;
  readonly maxFileBytes?: number;
}

/**
 * Writes the answers of a run into a bundle as they come; the archive is not touched. Files have a working name until
 * `close`, so that a run which dies leaves none that could be taken for whole.
 */
export class BundleWriter implements Keeper {
  readonly #input: BundleWriterInput;
  readonly #done: string[] = [];
  #file: OpenFile | undefined;

  constructor(input: BundleWriterInput) {
    this.#input = input;
  }

  keepState({ feedId, state, askedAt }: Settled): Promise<Problem | undefined> {
    return this.#write({ kind: 'state', feed: feedId, ...(askedAt && { asked: askedAt }), state });
  }

  keepBody({ result, face, acceptance, repairs, items }: Arrived): Promise<Problem | undefined> {
    const { feedId, url, settlement, askedAt } = result;
    const { schedule, newAddress, hubs = [] } = acceptance;
    return this.#write({
      kind: 'read',
      feed: feedId,
      ...(askedAt && { asked: askedAt }),
      url,
      face,
      ...(schedule && { schedule }),
      hubs,
      ...(newAddress !== undefined && { newAddress }),
      repairs: repairs.map(({ code, what }) => ({ code, what })),
      settlement: settlementJson(settlement),
      items,
    });
  }

  async flush(): Promise<undefined> {}

  async #write(line: object): Promise<Problem | undefined> {
    try {
      if (this.#file && this.#file.bytes > (this.#input.maxFileBytes ?? maxFileBytes)) await this.#end();
      this.#file ??= await this.#begin();
      this.#file.feeds += 1;
      await this.#append(this.#file, line);
      return undefined;
    } catch (error) {
      return unwritten(this.#input.path, error);
    }
  }

  async #begin(): Promise<OpenFile> {
    const path = partPath(this.#input.path, this.#done.length + 1);
    await makeFolder(dirname(path));
    const handle = await open(`${path}.writing`, 'w');
    const file = { handle, path, hash: createHash('sha256'), bytes: 0, feeds: 0 };
    const { site, now } = this.#input;
    const head: BundleHead = { daybook_bundle: bundleVersion, site, now };
    await this.#append(file, head);
    return file;
  }

  async #append(file: OpenFile, line: object): Promise<void> {
    const data = Buffer.from(`${JSON.stringify(line)}\n`);
    file.hash.update(data);
    file.bytes += data.length;
    await file.handle.writeFile(data);
  }

  async #end(): Promise<void> {
    const file = this.#file;
    if (!file) return;
    const { handle, path, hash, feeds } = file;
    const end = { end: true, feeds, sha256: hash.copy().digest('hex') };
    await this.#append(file, end);
    await sync(handle);
    await handle.close();
    this.#file = undefined;
    this.#done.push(path);
  }

  /**
   * Ends the bundle and gives its files their names, in place of those of an earlier run. A run without any answer
   * writes a bundle of no feed: the machine that merges can tell it from one that is missing.
   */
  async close(): Promise<{ readonly files: readonly string[] } | { readonly problem: Problem }> {
    try {
      if (this.#done.length === 0) this.#file ??= await this.#begin();
      await this.#end();
      for (const path of this.#done) await rename(`${path}.writing`, path);
      await this.#removeEarlierParts();
      return { files: this.#done };
    } catch (error) {
      await this.drop();
      return { problem: unwritten(this.#input.path, error) };
    }
  }

  /** Parts that a longer bundle of the same name left would be merged with this one. */
  async #removeEarlierParts(): Promise<void> {
    for (let part = this.#done.length + 1; ; part += 1) {
      try {
        await rm(partPath(this.#input.path, part));
      } catch {
        return;
      }
    }
  }

  /** Leaves nothing behind of a bundle that did not come to its end. */
  async drop(): Promise<void> {
    await this.#file?.handle.close().catch(() => undefined);
    const open = this.#file ? [this.#file.path] : [];
    for (const path of [...this.#done, ...open]) await rm(`${path}.writing`, { force: true });
    this.#file = undefined;
  }
}

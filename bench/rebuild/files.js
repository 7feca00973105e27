// What a run did to folders, seen from outside: files by size and time.
import { readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Files below a folder, with what tells that one was written. */
export function snapshot(dir) {
  const files = new Map();
  const walk = (folder) => {
    let entries = [];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch {
      return;
    }
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else {
        const { size, mtimeNs, ino } = statSync(path, { bigint: true });
        files.set(path, { size: Number(size), mark: `${ino} ${mtimeNs}` });
      }
    }
  };
  walk(dir);
  return files;
}

/** How many files are new or were written again. */
export function written(before, after) {
  let count = 0;
  for (const [path, { mark }] of after) if (before.get(path)?.mark !== mark) count += 1;
  return count;
}

export const bytesOf = (files) => [...files.values()].reduce((sum, { size }) => sum + size, 0);

/** Files and MB by the first part of their path below a folder, the largest first; years are one. */
export function partsOf(dir, files) {
  const parts = new Map();
  for (const [path, { size }] of files) {
    const steps = relative(dir, path).split(sep);
    const name = steps.length === 1 ? '/' : /^\d{4}$/.test(steps[0]) ? 'editions' : steps[0];
    const part = parts.get(name) ?? { name, files: 0, bytes: 0 };
    parts.set(name, part);
    part.files += 1;
    part.bytes += size;
  }
  return [...parts.values()].sort((one, other) => other.bytes - one.bytes);
}

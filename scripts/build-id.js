// Writes dist/build-id.txt: a hash of all compiled code. What was made by the same code, wherever and whenever it was
// installed, need not be made again.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const dist = join(import.meta.dirname, '..', 'dist');
const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();
const hash = createHash('sha256');
for (const file of files) hash.update(`${relative(dist, file)}\n`).update(readFileSync(file));
writeFileSync(join(dist, 'build-id.txt'), `${hash.digest('base64url').slice(0, 22)}\n`);

// Writes dist/build-id.txt: a hash of all compiled code and of the templates and styles. What was made by the same code,
// wherever and whenever it was installed, need not be made again.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const filesIn = (/** @type {string} */ dir) =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
const code = filesIn(dist).filter((file) => file.endsWith('.js'));
const hash = createHash('sha256');
for (const file of [...code, ...filesIn(join(root, 'templates'))].sort())
  hash.update(`${relative(root, file)}\n`).update(readFileSync(file));
writeFileSync(join(dist, 'build-id.txt'), `${hash.digest('base64url').slice(0, 22)}\n`);

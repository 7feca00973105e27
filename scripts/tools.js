// Finds the programs that some tests need besides Chromium; on Debian, where it may, installs them. Those tests are left
// out without them, and this says so.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages } from './debian.js';

const tools = [
  { program: 'java', package: 'default-jre-headless', for: 'the check of every page by the Nu Html Checker' },
  { program: 'w3m', package: 'w3m', for: 'pages in a text browser' },
  { program: 'lynx', package: 'lynx', for: 'pages in a text browser' },
];

const missing = () =>
  tools.filter(({ program }) =>
    (process.env.PATH ?? '').split(delimiter).every((folder) => !existsSync(join(folder, program))),
  );

export function findTools() {
  const wanted = missing();
  if (wanted.length === 0) return;
  installPackages(
    wanted.map(({ program }) => program).join(', '),
    wanted.map((tool) => tool.package),
  );
  const left = missing();
  if (left.length === 0) return;
  for (const tool of left) console.error(`Left out, as there is no ${tool.program}: ${tool.for}.`);
  console.error(`  Debian, Ubuntu:  sudo apt-get install ${left.map((tool) => tool.package).join(' ')}`);
}

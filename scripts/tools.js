// Finds the programs that some tests need besides Chromium; on Debian, where it may, installs them. No test is left out:
// without them the run ends here, and says what to install.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages } from './debian.js';

const tools = [
  {
    program: 'java',
    package: 'default-jre-headless',
    brew: 'openjdk',
    for: 'the check of every page by the Nu Html Checker',
  },
  { program: 'w3m', package: 'w3m', brew: 'w3m', for: 'pages in a text browser' },
  { program: 'lynx', package: 'lynx', brew: 'lynx', for: 'pages in a text browser' },
];

const missing = () =>
  tools.filter(({ program }) =>
    (process.env.PATH ?? '').split(delimiter).every((folder) => !existsSync(join(folder, program))),
  );

/** Ends the process with what to do when a program is missing. */
export function requireTools() {
  const wanted = missing();
  if (wanted.length === 0) return;
  installPackages(
    wanted.map(({ program }) => program).join(', '),
    wanted.map((tool) => tool.package),
  );
  const left = missing();
  if (left.length === 0) return;
  for (const tool of left)
    console.error(`The tests need ${tool.program}, and it was not found: ${tool.for}.`);
  console.error(`  Debian, Ubuntu:  sudo apt-get install ${left.map((tool) => tool.package).join(' ')}`);
  console.error(`  macOS:           brew install ${left.map((tool) => tool.brew).join(' ')}`);
  process.exit(1);
}

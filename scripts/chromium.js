// Finds Chromium for the browser tests; on Debian, where it may, installs it.
import { existsSync } from 'node:fs';
import { installPackages } from './debian.js';

const usual = [
  process.env.CHROMIUM,
  // Shows nothing on a screen, and opens a page in a third of the time.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function found() {
  return usual.find((path) => path !== undefined && path !== '' && existsSync(path));
}

/** The program's path; ends the process with what to do when there is none. */
export function requireChromium() {
  if (!found()) installPackages('Chromium for the browser tests', ['chromium-headless-shell']);
  const path = found();
  if (path) return path;
  console.error(
    'The browser tests need Chromium, and none was found.\n' +
      '  Debian, Ubuntu:  sudo apt-get install chromium-headless-shell   (or chromium)\n' +
      '  macOS:           brew install --cask chromium\n' +
      'or name one:       CHROMIUM=/path/to/chromium npm test',
  );
  process.exit(1);
}

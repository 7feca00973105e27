// Finds Chromium for the browser tests; on Debian, where it may, installs it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const usual = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function found() {
  return usual.find((path) => path !== undefined && path !== '' && existsSync(path));
}

function install() {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return;
  console.error('Installing Chromium and fonts for the browser tests …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core');
}

/** The program's path; ends the process with what to do when there is none. */
export function requireChromium() {
  if (!found()) install();
  const path = found();
  if (path) return path;
  console.error(
    'The browser tests need Chromium, and none was found.\n' +
      '  Debian, Ubuntu:  sudo apt-get install chromium\n' +
      '  macOS:           brew install --cask chromium\n' +
      'or name one:       CHROMIUM=/path/to/chromium npm test',
  );
  process.exit(1);
}

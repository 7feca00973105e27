// Installs Debian's packages for the tests, where this user may.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Does nothing on other systems and for other users than root: the caller looks whether it helped. */
export function installPackages(what, packages) {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return;
  console.error(`Installing ${what} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
}

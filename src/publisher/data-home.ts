import type { Host } from './hosts.ts';

/** Where the archive is kept: in git beside the configuration, on a branch of its own, or in the published site. */
export const dataHomes = ['git', 'branch', 'site'] as const;
export type DataHome = (typeof dataHomes)[number];

export const dataTitles: Readonly<Record<DataHome, string>> = {
  git: 'in git, beside the configuration',
  branch: 'on a branch of its own, daybook-data',
  site: 'in the published site, where anybody can read it',
};

const onGitHosts: readonly DataHome[] = ['branch', 'git', 'site'];
const byHost: Readonly<Record<Host, readonly DataHome[]>> = {
  github: onGitHosts,
  gitlab: onGitHosts,
  // Their builds cannot push, and keep no files.
  netlify: ['site'],
  cloudflare: ['site'],
  // Nothing there commits by itself: what is on the disk stays visible to git.
  server: ['git', 'site'],
  container: ['git', 'site'],
  none: ['git', 'branch', 'site'],
};

/** Where the archive of a host may be kept; the first where nobody chooses. */
export function dataHomesOf(host: Host): readonly [DataHome, ...DataHome[]] {
  const [first = 'git', ...others] = byHost[host];
  return [first, ...others];
}

/** The script that takes the archive before a run and keeps it after: hosts' files call it by this name. */
export function dataScript(data: DataHome): string {
  return `data-${data}.sh`;
}

/** Whether a folder has that script: where the host's schedule calls it, or where somebody will by hand. */
export function hasDataScript(host: Host, data: DataHome): boolean {
  return host === 'github' || host === 'gitlab' || (host === 'none' && data === 'branch');
}

/** Whether lines of a `.gitignore` hide the whole archive from git. */
export function ignoresData(gitignore: string): boolean {
  return gitignore.split(/\r?\n/).some((line) => /^\/?_data\/?(?:\*\*?)?$/.test(line.trim()));
}

function noteOf(host: Host, data: DataHome): string {
  const isCommitted = hasDataScript(host, data);
  switch (data) {
    case 'git':
      return isCommitted
        ? 'Git keeps it with the rest: each scheduled run commits what is new, so pull before you work here.'
        : 'Git keeps it with the rest: commit it, or back it up. Nothing does that by itself.';
    case 'branch':
      return '`.gitignore` names it because the branch `daybook-data` keeps it: `sh data-branch.sh take` brings it to this machine, `sh data-branch.sh keep` commits and pushes what is new.';
    case 'site':
      return '`.gitignore` names it because the published site keeps it, at `/_archive/`, where anybody can read it: `npx daybook restore` brings it to this machine.';
  }
}

const outputs =
  '\n# The archive is published with the site, because each build takes it back from there. Everything in it is public then.\noutputs:\n  archive: true\n';
const firstBuild =
  '\n        env:\n          # Once, before the first run: Settings → Variables → DAYBOOK_FIRST = 1; remove it afterwards.\n          DAYBOOK_FIRST: $' +
  '{{ vars.DAYBOOK_FIRST }}';

/** What the templates say about the archive. */
export function dataValues(host: Host, data: DataHome): Readonly<Record<string, string>> {
  const places = {
    git: 'keeps the archive in this repository',
    branch: 'keeps the archive on the branch daybook-data',
    site: 'takes the archive back from the published site',
  };
  return {
    DATA_SCRIPT: dataScript(data),
    // The archive, unless git keeps it; else what a running program leaves in it.
    DATA_IGNORED: data === 'git' ? '_data/.lock\n_data/state/pending/' : '_data/',
    DATA_NOTE: noteOf(host, data),
    DATA_PLACE: places[data],
    TAKE_ENV: data === 'site' ? firstBuild : '',
    CONTENTS: data === 'site' ? 'read' : 'write # to push _data',
    GITLAB_ONCE:
      data === 'site'
        ? '#   Before the first run: Settings → CI/CD → Variables → DAYBOOK_FIRST = 1; remove it afterwards.'
        : '#   Settings → CI/CD → Job token permissions → allow Git push requests to the repository.',
    OUTPUTS: data === 'site' ? outputs : '',
  };
}

import { hash } from 'node:crypto';
import { type DataHome, dataScript, dataValues, hasDataScript } from './data-home.ts';
import type { Host } from './hosts.ts';

/** A file of the new folder: which template it is made from, and where it goes. */
export interface StarterFile {
  readonly from: string;
  readonly to: string;
  /** What happens when the folder has a file of that name with other content. Nothing is ever overwritten. */
  readonly present: 'refuse' | 'keep' | 'append';
}

const site: readonly StarterFile[] = [
  { from: 'site/daybook.yaml', to: 'daybook.yaml', present: 'refuse' },
  { from: 'site/package.json', to: 'package.json', present: 'keep' },
  { from: 'site/gitignore', to: '.gitignore', present: 'append' },
  { from: 'site/README.md', to: 'README.md', present: 'keep' },
];

function own(from: string, to: string): StarterFile {
  return { from, to, present: 'refuse' };
}

const byHost: Readonly<Record<Host, readonly StarterFile[]>> = {
  github: [
    own('github/publish.yml', '.github/workflows/publish.yml'),
    own('github/dependabot.yml', '.github/dependabot.yml'),
  ],
  gitlab: [own('gitlab/gitlab-ci.yml', '.gitlab-ci.yml')],
  netlify: [
    own('netlify/netlify.toml', 'netlify.toml'),
    own('netlify/publish.mjs', 'netlify/functions/publish.mjs'),
  ],
  cloudflare: [
    own('cloudflare/wrangler.toml', 'wrangler.toml'),
    own('cloudflare/schedule/wrangler.toml', 'schedule/wrangler.toml'),
    own('cloudflare/schedule/publish.js', 'schedule/publish.js'),
  ],
  server: [
    own('server/publish.sh', 'publish.sh'),
    own('server/daybook.service', 'server/daybook.service'),
    own('server/daybook.timer', 'server/daybook.timer'),
    own('server/nginx.conf', 'server/nginx.conf'),
    own('server/Caddyfile', 'server/Caddyfile'),
  ],
  container: [
    own('container/Dockerfile', 'Dockerfile'),
    own('container/dockerignore', '.dockerignore'),
    own('container/compose.yaml', 'compose.yaml'),
    own('container/publish.sh', 'container/publish.sh'),
    own('container/healthy.sh', 'container/healthy.sh'),
    own('container/Caddyfile', 'container/Caddyfile'),
  ],
  none: [],
};

/** The feed of a digest that has none yet, so that its first build shows something. */
export const welcomeFile: StarterFile = {
  from: 'site/welcome.atom',
  to: 'feeds/welcome.atom',
  present: 'keep',
};

/** The files that a new folder gets. */
export function starterFiles(host: Host, data: DataHome): readonly StarterFile[] {
  const script = dataScript(data);
  return [...site, ...byHost[host], ...(hasDataScript(host, data) ? [own(`git/${script}`, script)] : [])];
}

/**
 * A minute for an hourly schedule, made from the digest's title so that digests do not all start at once: from 7 to 53,
 * and none that people choose by themselves.
 */
export function minuteOf(title: string): number {
  const free = Array.from({ length: 47 }, (_, at) => at + 7).filter((minute) => minute % 5 !== 0);
  const number = hash('sha256', title, 'buffer').readUInt32BE(0);
  return free[number % free.length] ?? 17;
}

/** Puts values in place of `%%NAME%%`. Throws for a name without a value: a bug. */
export function fillTemplate(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/%%([A-Z0-9_]+)%%/g, (_all, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The template wants "${name}".`);
    return value;
  });
}

const hostNotes: Readonly<Record<Host, string>> = {
  github:
    'Published by `.github/workflows/publish.yml` every hour. Once: push this folder to GitHub, then in the repository’s settings choose Pages → Source → “GitHub Actions”.',
  gitlab: 'Published by `.gitlab-ci.yml`. The file says what to do once, such as adding a pipeline schedule.',
  netlify: 'Published by Netlify; `netlify.toml` says what to set once.',
  cloudflare: 'Published by Cloudflare Pages; `wrangler.toml` says what to set once.',
  server:
    'Published by `publish.sh`, which `server/daybook.timer` runs every hour from `/srv/daybook`. `server/nginx.conf` and `server/Caddyfile` serve the result. Back up `_data`.',
  container:
    'Published by `docker compose up --build --detach`: one container builds every hour, another serves the result at port 8080 of this machine. Run it again after `daybook.yaml` was changed. Back up the volume `data`, the archive.',
  none: 'Publish `_site` wherever files are served, and run `npx daybook build` on a schedule.',
};

export interface StarterAnswers {
  readonly title: string;
  /** Ends in `/`; absent while nobody knows. */
  readonly url?: string;
  readonly locale: string;
  readonly timezone: string;
  readonly host: Host;
  readonly data: DataHome;
  /** For names of packages and projects. */
  readonly slug: string;
  /** What `package.json` asks npm for, and the tarball that is in the folder; `{}` where it names the program already. */
  readonly program: { readonly spec?: string; readonly file?: string };
  /** RFC 3339 */
  readonly now: string;
  /** Writes a text as YAML on one line. */
  readonly yaml: (text: string) => string;
}

/** What the README says about a program that travels with the folder. */
function programNote(file: string | undefined): string {
  if (file === undefined) return '';
  return `\nDaybook itself is in \`${file}\`: keep it in git, so that \`npm install\` works on every machine. For a newer one, put its\ntarball beside it and run \`npm install ./daybook-<version>.tgz\`.\n`;
}

/** The values of all templates. */
export function starterValues(answers: StarterAnswers): Readonly<Record<string, string>> {
  const { title, url, yaml, host, data } = answers;
  const minute = minuteOf(title);
  const line = title.replace(/[\p{Cc}%]+/gu, ' ').trim();
  return {
    TITLE: title,
    TITLE_LINE: line,
    TITLE_YAML: yaml(title),
    URL_LINE:
      url === undefined ? '# url: https://example.org/   # where it will be published' : `url: ${yaml(url)}`,
    LOCALE_YAML: yaml(answers.locale),
    TIMEZONE_YAML: yaml(answers.timezone),
    SLUG: answers.slug,
    PROGRAM_JSON: JSON.stringify(answers.program.spec ?? '*'),
    PROGRAM_NOTE: programNote(answers.program.file),
    NOW: answers.now,
    MINUTE: String(minute),
    MINUTE2: String(minute).padStart(2, '0'),
    HOSTNAME: url === undefined ? 'example.org' : new URL(url).host,
    PREFIX: url === undefined ? '/' : new URL(url).pathname,
    HOST_NOTES: hostNotes[host],
    ...dataValues(host, data),
  };
}

import { fileOfPath, isDataPath, type Redirect } from '../../model/redirect.ts';
import type { Problem } from '../../model/types.ts';
import { escapeHtml } from '../render/filters.ts';
import type { Site } from '../site.ts';

/** What redirects become on hosts of files. */
interface RedirectFiles {
  /** Files by their path in the site. */
  readonly files: ReadonlyMap<string, string>;
  /** Files that are the same as another one, by their path: an old address of a feed is read by programs. */
  readonly copies: ReadonlyMap<string, string>;
  /** Old addresses that are left out, each with why. */
  readonly problems: readonly Problem[];
}

const isPattern = ({ from }: Redirect): boolean => from.endsWith('/*');

/** The path as it is written on the disk. */
const plainPath = (path: string): string => decodeURIComponent(path);

/** The folders that a path lies in, from the outermost on: `/a`, `/a/b` of `/a/b/c.html`. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(1, -1);
  return parts.map((_part, at) => `/${parts.slice(0, at + 1).join('/')}`);
}

/** What a site has: no file may take the place of a folder, nor a folder that of a file. */
class Places {
  readonly #files: Set<string>;
  readonly #folders: Set<string>;

  constructor(files: Iterable<string>) {
    this.#files = new Set(files);
    this.#folders = new Set([...this.#files].flatMap(foldersOf));
  }

  has(file: string): boolean {
    return this.#files.has(file);
  }

  hasFolder(folder: string): boolean {
    return this.#folders.has(folder);
  }

  /** What is in the way of a file. */
  inTheWayOf(file: string): string | undefined {
    if (this.#files.has(file) || this.#folders.has(file)) return file;
    return foldersOf(file).find((folder) => this.#files.has(folder));
  }

  add(file: string): void {
    this.#files.add(file);
    for (const folder of foldersOf(file)) this.#folders.add(folder);
  }
}

/** The page, file or folder that a redirect would hide. */
function hiddenBy(redirect: Redirect, taken: Places): string | undefined {
  const path = plainPath(redirect.from);
  if (isPattern(redirect)) {
    const folder = path.slice(0, -2);
    return taken.hasFolder(folder) ? `${folder}/` : taken.inTheWayOf(folder);
  }
  const bare = path.replace(/\/$/, '');
  return (
    taken.inTheWayOf(fileOfPath(path)) ??
    [bare, `${bare}/index.html`, `${bare}.html`].find((name) => taken.has(name))
  );
}

function overPage({ from, where }: Redirect, page: string): Problem {
  return {
    code: 'REDIRECT_OVER_PAGE',
    what: `"${from}" is not redirected.`,
    where,
    why: `The site has ${page} there.`,
    fix: 'Remove the redirect, or move what is there.',
    kept: 'What is there.',
  };
}

function nowhere({ from, to, where }: Redirect): Problem {
  return {
    code: 'REDIRECT_NOWHERE',
    what: `"${from}" leads to "${to}", which the site does not have.`,
    where,
    why: 'No page and no file is made there.',
    fix: 'Correct the address; a feed may need its form in "outputs.feeds".',
    kept: 'The redirect, as it is written.',
  };
}

/** The target as an address: of the site, below its prefix, or elsewhere. */
const addressOf = (to: string, site: Site): string => (to.startsWith('/') ? site.href(to) : to);

/** One rule a line, as Netlify, Cloudflare Pages and GitLab Pages read it. */
function hostLine({ from, to }: Redirect, site: Site): string {
  const path = site.href(from).replace(/[^\x21-\x7e]+/g, encodeURIComponent);
  return `${path} ${addressOf(to, site)} 301`;
}

/** A rule for nginx, inside `server`. It compares decoded paths. */
function nginxLine(redirect: Redirect, site: Site): string {
  const path = site.href(plainPath(redirect.from));
  const to = addressOf(redirect.to, site);
  if (!isPattern(redirect)) return `location = "${path}" { return 301 "${to}"; }`;
  const folder = path.slice(0, -1);
  const pattern = folder.replace(/[.+]/g, '\\$&');
  return `location ^~ "${folder}" { rewrite "^${pattern}(.*)$" "${to.replaceAll(':splat', '$1')}" permanent; }`;
}

/** What a browser shows where the host knows nothing of redirects: it leads on by itself, and names the page that counts. */
function fallBack({ to }: Redirect, site: Site): string {
  const target = to.startsWith('/') ? site.absolute(to) : to;
  const address = escapeHtml(target);
  const title = escapeHtml(site.config.title);
  return `<!DOCTYPE html>
<html lang="${escapeHtml(site.language)}" dir="${site.direction}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta http-equiv="refresh" content="0; url=${address}">
<link rel="canonical" href="${address}">
<meta name="viewport" content="width=device-width, initial-scale=1">
</head>
<body><p><a href="${address}">${address}</a></p></body>
</html>
`;
}

/** Whether the site has what a redirect leads to; what is elsewhere, and what a pattern makes, nobody knows. */
function leadsSomewhere({ to }: Redirect, taken: Places): boolean {
  if (!to.startsWith('/') || to.includes(':splat')) return true;
  const path = plainPath(to.replace(/[?#].*$/, ''));
  return path === '/' || taken.has(path) || taken.has(fileOfPath(path));
}

/**
 * The files for old addresses: `_redirects` for hosts that read it, a snippet for nginx, and for all other hosts a page
 * at each old address that leads on; a feed or other data that moved within the site lies at its old address, too. What
 * the site makes is never hidden.
 *
 * @param there paths of all files that the site has
 */
export function redirectFiles(site: Site, there: ReadonlySet<string>): RedirectFiles {
  const taken = new Places(there);
  // Of two old addresses of which one would be the other's folder, the first has the file.
  const made = new Places([]);
  const files = new Map<string, string>();
  const copies = new Map<string, string>();
  const problems: Problem[] = [];
  const used: Redirect[] = [];
  for (const redirect of site.config.redirects) {
    const page = hiddenBy(redirect, taken);
    if (page !== undefined) {
      problems.push(overPage(redirect, page));
      continue;
    }
    used.push(redirect);
    const isSound = leadsSomewhere(redirect, taken);
    if (!isSound) problems.push(nowhere(redirect));
    if (isPattern(redirect)) continue;
    const path = fileOfPath(plainPath(redirect.from));
    if (made.inTheWayOf(path) !== undefined) continue;
    made.add(path);
    if (!isDataPath(path)) files.set(path, fallBack(redirect, site));
    else if (isSound && taken.has(redirect.to)) copies.set(path, redirect.to);
  }
  if (used.length > 0) {
    const lines = used.map((redirect) => hostLine(redirect, site));
    files.set('/_redirects', `${lines.join('\n')}\n`);
    const rules = used.map((redirect) => nginxLine(redirect, site));
    files.set('/_redirects.nginx', `${rules.join('\n')}\n`);
  }
  return { files, copies, problems };
}

import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { OwnPageText } from '../../config/index.ts';
import { errorMessage } from '../../model/error-message.ts';
import type { Problem } from '../../model/types.ts';

/** A page that the publisher wrote in Markdown: `pages/members/join.md` is at `/members/join/`. */
export interface OwnPage extends OwnPageText {
  /** `/members/join/` */
  readonly path: string;
}

/** First parts of addresses that are the digest's own, or may be one day. */
const reserved =
  /^\/(?:\d{4}|archive|assets|author|editions|images|offline|packages|portraits|saved|search|section|since|source|sources|story|topic|topics|view|week|_\w*)?\/$|^\/(?:\d{4}|assets|author|editions|images|packages|section|source|story|topic|view|week|_\w*)\//;

/** The address of a file: small letters, digits, `-` and `_`, because they are the same on every disk and host. */
function pathOf(name: string): string | undefined {
  const path = `/${name.replace(/\.md$/, '').replace(/(^|\/)index$/, '')}/`.replace(/\/\/+/g, '/');
  return /^\/(?:[a-z0-9_-]+\/)+$/.test(path) && !reserved.test(path) ? path : undefined;
}

function problem(where: string, why: string, fix: string): Problem {
  const what = 'A page of yours is not used.';
  return { code: 'PAGE_NOT_USED', what, where, why, fix, kept: 'The site is made without it.' };
}

async function readOne(dir: string, name: string): Promise<OwnPage | Problem> {
  const where = `pages/${name}`;
  const path = pathOf(name);
  if (path === undefined) {
    const why =
      'Its name leads to an address that the digest needs itself, or that not every host can serve.';
    return problem(
      where,
      why,
      'Name it with lower-case letters, digits and "-": pages/join.md, pages/about.md.',
    );
  }
  const { maxOwnPageBytes, readOwnPage } = await import('../../config/index.ts');
  try {
    const file = join(dir, name);
    if ((await stat(file)).size > maxOwnPageBytes) {
      return problem(where, `It may have ${maxOwnPageBytes / 1024} KB.`, 'Split it into several pages.');
    }
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
    const read = readOwnPage(text, where);
    return 'problem' in read ? read.problem : { ...read.page, path };
  } catch (error) {
    const why = errorMessage(error);
    return problem(where, why, 'Make it a UTF-8 text file that may be read.');
  }
}

/** Reads all pages of a site folder by their addresses; a README among them is none. Never throws for their faults. */
export async function readOwnPages(
  siteDir: string,
): Promise<{ readonly pages: ReadonlyMap<string, OwnPage>; readonly problems: readonly Problem[] }> {
  const dir = join(siteDir, 'pages');
  const pages = new Map<string, OwnPage>();
  const problems: Problem[] = [];
  if (!existsSync(dir)) return { pages, problems };
  const names = (await readdir(dir, { recursive: true, encoding: 'utf8' }))
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.md$/.test(name) && !/(?:^|\/)(?:README\.md|[._])/.test(name))
    .sort();
  for (const name of names) {
    const read = await readOne(dir, name);
    if ('code' in read) problems.push(read);
    else if (!pages.has(read.path)) pages.set(read.path, read);
    else problems.push(problem(`pages/${name}`, `Another file is at ${read.path}.`, 'Rename one of them.'));
  }
  return { pages, problems };
}

/** Those in whose place another file or page of the publisher's stands. */
export function hiddenPages(pages: Iterable<string>, own: ReadonlySet<string>): Problem[] {
  return [...pages]
    .filter((path) => own.has(`${path}index.html`))
    .map((path) =>
      problem(
        `pages${path.slice(0, -1)}.md`,
        `A file in static/, or a page that Eleventy makes, is at ${path}, too.`,
        'Rename one of them.',
      ),
    );
}

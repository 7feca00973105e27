/** An address that the site had once, and where it leads. */
export interface Redirect {
  /** A path of the site that begins with `/`. One that ends in `/*` stands for all below it. */
  readonly from: string;
  /** A path of the site, or an `https:` or `http:` address; `:splat` in it is what `*` stood for. */
  readonly to: string;
  /** Where it stands, for messages: `daybook.yaml, redirects["/atom.xml"]`. */
  readonly where: string;
}

/** The file that answers for a path on a plain host: `/old/` and `/old` are `/old/index.html`. */
export function fileOfPath(path: string): string {
  const last = path.slice(path.lastIndexOf('/') + 1);
  if (/\.[A-Za-z0-9]{1,8}$/.test(last)) return path;
  return path.endsWith('/') ? `${path}index.html` : `${path}/index.html`;
}

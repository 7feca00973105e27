/** An address that the site had once, and where it leads. */
export interface Redirect {
  /** A path of the site that begins with `/`. One that ends in `/*` stands for all below it. */
  readonly from: string;
  /** A path of the site, or an `https:` or `http:` address; `:splat` in it is what `*` stood for. */
  readonly to: string;
  /** Where it stands, for messages: `daybook.yaml, redirects["/atom.xml"]`. */
  readonly where: string;
}

/** Files that people do not look at, and that a host knows by their names. */
const data =
  /\.(?:xml|rss|rdf|atom|json|opml|txt|ics|css|js|svg|png|webp|avif|jpe?g|gif|ico|pdf|webmanifest)$/i;

/** Whether programs expect another file like it where a path leads, not a page. */
export const isDataPath = (path: string): boolean => data.test(path);

/**
 * The file that answers for a path on a plain host: `/old/`, `/old` and `/old.php` are pages in a folder, because no
 * host of files would call `old.php` a page.
 */
export function fileOfPath(path: string): string {
  if (isDataPath(path) || /\.x?html?$/i.test(path)) return path;
  return path.endsWith('/') ? `${path}index.html` : `${path}/index.html`;
}

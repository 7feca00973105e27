/** The entry of `localStorage`, and the cache, of a site, by its path: `/` or `/kernel/`; others of the host keep theirs. */
export function siteKey(path: string | undefined): string {
  return `daybook:v1:${path}`;
}

/** The same for the site that a script is part of: scripts lie in its `assets/`. */
export function storageKey(scriptUrl: string): string {
  return siteKey(new URL('..', scriptUrl).pathname);
}

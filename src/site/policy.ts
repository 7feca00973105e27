import type { Config } from '../model/types.ts';

export interface PagePolicy {
  /** Sources of styles: `'sha256-…'` of the one that stands inline, `'self'` for a file of the site. */
  readonly style: string;
  /** `'sha256-…'` of the script that stands inline. */
  readonly scriptHash: string;
}

/**
 * The Content-Security-Policy of a page. Nothing is allowed but the site's own files, the inlined style and script by
 * their hashes, and the images and recordings of items. With `images: local` or `none` no other host is asked for an
 * image.
 *
 * @see https://www.w3.org/TR/CSP3/
 */
export function contentSecurityPolicy(config: Config, page: PagePolicy): string {
  const { style, scriptHash } = page;
  const images = config.images === 'remote' ? "'self' https: http: data:" : "'self' data:";
  return [
    "default-src 'none'",
    `script-src 'self' ${scriptHash}`,
    `style-src ${style}`,
    `img-src ${images}`,
    // Recordings ask nobody before a reader presses play: that is a step outside like a link's.
    'media-src https: http:',
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
  ].join('; ');
}

import type { Config } from '../model/types.ts';

export interface PagePolicy {
  /** `'sha256-…'` of what stands inline. */
  readonly styleHash: string;
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
  const { styleHash, scriptHash } = page;
  const images = config.images === 'remote' ? "'self' https: http: data:" : "'self' data:";
  return [
    "default-src 'none'",
    `script-src 'self' ${scriptHash}`,
    `style-src ${styleHash}`,
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

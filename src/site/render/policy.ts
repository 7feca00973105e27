import type { Site } from '../site.ts';

/** Hashes of what stands within a page: `'sha256-…'`. */
interface Inlined {
  readonly style: string;
  readonly script: string;
}

/**
 * The Content-Security-Policy of a page. Nothing is allowed but the site's own files, the inlined style and script by
 * their hashes, and the images and recordings of items. With `images: local` or `none` no other host is asked for an
 * image. Fonts are the publisher's own, where there are any.
 *
 * @see https://www.w3.org/TR/CSP3/
 */
export function contentSecurityPolicy(
  { config, look }: Pick<Site, 'config' | 'look'>,
  inlined?: Inlined,
): string {
  const images = config.images === 'remote' ? "'self' https: http: data:" : "'self' data:";
  return [
    "default-src 'none'",
    inlined ? `script-src 'self' ${inlined.script}` : "script-src 'self'",
    inlined ? `style-src 'self' ${inlined.style}` : "style-src 'self'",
    `img-src ${images}`,
    ...(look.hasFonts ? ["font-src 'self'"] : []),
    // Recordings ask nobody before a reader presses play: that is a step outside like a link's.
    'media-src https: http:',
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
  ].join('; ');
}

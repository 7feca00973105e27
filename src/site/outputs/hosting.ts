import type { Site } from '../site.ts';

/**
 * `/robots.txt`. With `robots: noindex` crawling stays allowed: a crawler that may not fetch a page never sees its
 * `noindex`, and may list its address all the same (RFC 9309 is about crawling, not about indexing). The sitemap is
 * named only where pages may be indexed.
 */
export function robotsText(site: Site): string {
  const lines = ['User-agent: *', 'Disallow:'];
  if (site.config.robots === 'index') lines.push('', `Sitemap: ${site.absolute('/sitemap.xml')}`);
  return `${lines.join('\n')}\n`;
}

export interface HeaderOptions {
  /** Value of the header `Content-Security-Policy`, as the pages were made for it. */
  readonly csp?: string;
}

/** Nothing that the pages use: what a script from elsewhere, if one ever got in, could ask for. */
const permissions = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
]
  .map((name) => `${name}=()`)
  .join(', ');

const oneHour = 'public, max-age=3600';
const forGood = 'public, max-age=31536000, immutable';

/**
 * `/_headers` in the form that Netlify, Cloudflare Pages and others read: a path, then its headers, indented. Everything
 * is open to programs of other origins, as the site holds nothing but public files and sets no cookie.
 */
export function headersText(site: Site, { csp }: HeaderOptions): string {
  const everywhere = [
    'X-Content-Type-Options: nosniff',
    'Referrer-Policy: strict-origin-when-cross-origin',
    `Permissions-Policy: ${permissions}`,
    'Cross-Origin-Opener-Policy: same-origin',
    'Access-Control-Allow-Origin: *',
    // A line end would begin another header.
    ...(csp === undefined ? [] : [`Content-Security-Policy: ${csp.replace(/\s+/g, ' ').trim()}`]),
    ...(site.config.robots === 'noindex' ? ['X-Robots-Tag: noindex'] : []),
  ];
  const rules: readonly (readonly [string, readonly string[]])[] = [
    ['/*', everywhere],
    ['/assets/*', [`Cache-Control: ${oneHour}`]],
    // Pagefind names these by their content; its other files keep their names when they change.
    ['/pagefind/fragment/*', [`Cache-Control: ${forGood}`]],
    ['/pagefind/index/*', [`Cache-Control: ${forGood}`]],
  ];
  return rules
    .map(([path, headers]) => [site.href(path), ...headers.map((header) => `  ${header}`)].join('\n'))
    .join('\n\n')
    .concat('\n');
}

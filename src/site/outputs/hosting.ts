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
  /** The `Content-Security-Policy` that the pages carry; the most generous one, where they differ. */
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

const forGood = 'public, max-age=31536000, immutable';

/**
 * The pages' policy as a header for every file. Pages repeat theirs in a `meta`, and a browser obeys both; so the header
 * may allow what only feeds and mails need, and forbids what a `meta` cannot: to be put into a frame.
 *
 * @param styles what may be styled, besides pages: feeds by a file of the site, mails also by attributes of their
 * elements, which no hash can name
 */
function headerPolicy(csp: string, styles: 'feeds' | 'feeds and mails'): string {
  const isStyle = /^style-src(?=\s|$)/;
  // A line end would begin another header.
  const directives = csp
    .replace(/\s+/g, ' ')
    .split(';')
    .map((directive) => directive.trim())
    .filter((directive) => directive !== '')
    .map((directive) => {
      if (!isStyle.test(directive)) return directive;
      if (styles === 'feeds and mails') return "style-src 'self' 'unsafe-inline'";
      const hashes = directive.split(' ').filter((source) => source.startsWith("'sha256-"));
      return ["style-src 'self'", ...hashes].join(' ');
    });
  if (!directives.some((directive) => directive.startsWith('frame-ancestors')))
    directives.push("frame-ancestors 'none'");
  return directives.join('; ');
}

/**
 * `/_headers` in the form that Netlify, Cloudflare Pages and others read: a path, then its headers, indented. Everything
 * is open to programs of other origins, because the site holds nothing but public files and sets no cookie.
 */
export function headersText(site: Site, { csp }: HeaderOptions): string {
  const everywhere = [
    'X-Content-Type-Options: nosniff',
    'Referrer-Policy: strict-origin-when-cross-origin',
    `Permissions-Policy: ${permissions}`,
    'Cross-Origin-Opener-Policy: same-origin',
    'Access-Control-Allow-Origin: *',
    ...(csp === undefined
      ? []
      : [
          `Content-Security-Policy: ${headerPolicy(csp, site.config.outputs.mail ? 'feeds and mails' : 'feeds')}`,
        ]),
    ...(site.config.robots === 'noindex' ? ['X-Robots-Tag: noindex'] : []),
  ];
  const rules: readonly (readonly [string, readonly string[]])[] = [
    ['/*', everywhere],
    // These are named by their content.
    ['/assets/*', [`Cache-Control: ${forGood}`]],
    ...(site.portraits ? [['/portraits/*', [`Cache-Control: ${forGood}`]] as const] : []),
    ...(site.config.images === 'local' ? [['/images/*', [`Cache-Control: ${forGood}`]] as const] : []),
    ['/search-index/s/*', [`Cache-Control: ${forGood}`]],
    ['/search-index/d/*', [`Cache-Control: ${forGood}`]],
  ];
  return rules
    .map(([path, headers]) => [site.href(path), ...headers.map((header) => `  ${header}`)].join('\n'))
    .join('\n\n')
    .concat('\n');
}

import type { Site } from '../site.ts';
import { jsonDocument } from './xml.ts';

/** An icon file of the site: `{ path: '/assets/icon.svg', type: 'image/svg+xml', sizes: 'any' }`. */
export interface Icon {
  readonly path: string;
  readonly type: string;
  readonly sizes: string;
  readonly purpose?: string;
}

/**
 * `/manifest.webmanifest`: what a browser needs to put the digest on a home screen.
 *
 * @see https://www.w3.org/TR/appmanifest/
 */
export function manifestDocument(site: Site, icons: readonly Icon[]): string {
  const { config } = site;
  return jsonDocument({
    id: site.prefix,
    name: config.title,
    description: config.description,
    lang: site.language,
    dir: site.direction,
    start_url: site.prefix,
    scope: site.prefix,
    display: 'minimal-ui',
    icons:
      icons.length === 0 ? undefined : icons.map(({ path, ...icon }) => ({ src: site.href(path), ...icon })),
    shortcuts: [
      { name: site.t('search'), url: site.href('/search/') },
      { name: site.t('archive'), url: site.href('/archive/') },
    ],
  });
}

import type { Site } from '../site.ts';
import { healthCounts } from './health.ts';
import { displayWidth } from './text-width.ts';
import { type XmlNode, xmlDocument } from './xml.ts';

/** A column of text at 11 px, as wide as common sans-serif faces are; the two ends of a field. */
const columnPx = 6.6;
const paddingPx = 12;

function fieldPx(text: string): number {
  return Math.round(displayWidth(text) * columnPx + paddingPx);
}

/**
 * `/badge.svg`: how many of the followed feeds are read, for a README or another site. Words and numbers say it; the
 * colour only repeats them.
 */
export function badge(site: Site): string {
  const { ok = 0, failing = 0, gone = 0 } = healthCounts(site);
  const label = site.t('badgeLabel');
  const value = `${ok}/${ok + failing + gone}`;
  const left = fieldPx(label);
  const width = left + fieldPx(value);
  const colour = failing + gone === 0 ? '#2f6b3a' : ok === 0 ? '#9a2f1a' : '#7a5a00';
  const text = (content: string, x: number): XmlNode => ({
    '@x': x,
    '@y': 14,
    '@text-anchor': 'middle',
    '#text': content,
  });
  return xmlDocument({
    svg: {
      '@xmlns': 'http://www.w3.org/2000/svg',
      '@width': width,
      '@height': 20,
      '@viewBox': `0 0 ${width} 20`,
      '@role': 'img',
      '@aria-label': `${label}: ${value}`,
      title: `${site.config.title}: ${label} ${value}`,
      rect: [
        { '@width': width, '@height': 20, '@rx': 3, '@fill': '#3a3731' },
        { '@x': left, '@width': width - left, '@height': 20, '@rx': 3, '@fill': colour },
      ],
      g: {
        '@fill': '#fff',
        '@font-family': 'Verdana, "DejaVu Sans", sans-serif',
        '@font-size': 11,
        text: [text(label, left / 2), text(value, left + (width - left) / 2)],
      },
    },
  });
}

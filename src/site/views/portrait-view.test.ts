import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageDir } from '../render/package-dir.ts';

/** Relative luminance (WCAG 2) of a colour in Oklch. @see https://bottosson.github.io/posts/oklab/ */
function luminance([lightness, chroma, hue]: readonly [number, number, number]): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const [l, m, s] = [
    lightness + 0.3963377774 * a + 0.2158037573 * b,
    lightness - 0.1055613458 * a - 0.0638541728 * b,
    lightness - 0.0894841775 * a - 1.291485548 * b,
  ].map((root) => root ** 3);
  const mix = (x: number, y: number, z: number): number =>
    Math.min(1, Math.max(0, x * (l ?? 0) + y * (m ?? 0) + z * (s ?? 0)));
  return (
    0.2126 * mix(4.0767416621, -3.3077115913, 0.2309699292) +
    0.7152 * mix(-1.2684380046, 2.6097574011, -0.3413193965) +
    0.0722 * mix(-0.0041960863, -0.7034186147, 1.707614701)
  );
}

it('writes initials in every colour with a contrast of 7 to 1, light and dark', () => {
  const css = readFileSync(join(packageDir, 'templates/assets/css/45-components.later.css'), 'utf8');
  const hues = [...css.matchAll(/\[data-c="\d"\] \{ --hue: (\d+); \}/g)].map(([, hue]) => Number(hue));
  expect(new Set(hues).size).toBe(8);
  const rule = /\.face\[data-m\] \{ background: light-dark\((.*?)\); color: light-dark\((.*?)\);/.exec(css);
  const pairs = [rule?.[1], rule?.[2]].map((pair = '') =>
    [...pair.matchAll(/oklch\(([\d.]+) ([\d.]+) var/g)].map(([, l, c]) => [Number(l), Number(c)] as const),
  );
  for (const hue of hues)
    for (const scheme of [0, 1]) {
      const [back = 0, ink = 0] = pairs.map((pair) => {
        const [l = 0, c = 0] = pair[scheme] ?? [];
        return luminance([l, c, hue]);
      });
      expect((Math.max(back, ink) + 0.05) / (Math.min(back, ink) + 0.05)).toBeGreaterThanOrEqual(7);
    }
});

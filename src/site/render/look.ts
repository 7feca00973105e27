import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../model/types.ts';

/** What a publisher's files say of how the site looks. */
export interface SiteLook {
  /** Whether `static/fonts` holds fonts: pages may load them then, and no others. */
  readonly hasFonts: boolean;
  /** The path of the logo below the site's root. */
  readonly logo?: string;
}

/** How a site looks whose publisher has no files. */
export const plainLook: SiteLook = { hasFonts: false };

const font = /\.(?:woff2?|ttf|otf)$/i;

function hasFonts(siteDir: string): boolean {
  const dir = join(siteDir, 'static', 'fonts');
  return (
    existsSync(dir) && readdirSync(dir, { recursive: true, encoding: 'utf8' }).some((name) => font.test(name))
  );
}

/** Looks at the publisher's files. A logo that is not there is none. */
export function lookOf(siteDir: string, logo: string | undefined): SiteLook {
  const isThere = logo !== undefined && existsSync(join(siteDir, 'static', logo));
  return { hasFonts: hasFonts(siteDir), ...(isThere && { logo: `/${logo}` }) };
}

/** Says when a logo is configured and not there. */
export function logoProblems(look: SiteLook, logo: string | undefined): Problem[] {
  if (logo === undefined || look.logo !== undefined) return [];
  return [
    {
      code: 'LOGO_NOT_FOUND',
      what: 'The logo is not there.',
      where: `static/${logo}`,
      why: '"logo" in daybook.yaml names a file below static/.',
      fix: 'Put the picture there, or correct the path.',
      kept: 'Pages show only the name.',
    },
  ];
}

/** The colour of a page's paper, in the light and in the dark. */
export interface ThemeColors {
  readonly light: string;
  readonly dark: string;
}

const pair = /^light-dark\((.+?),((?:[^()]|\([^()]*\))+)\)$/;
/** Beside declarations: the mark that opens a block, with what stands before it, or closes one. */
const part = /([^{}]*)([{}])/g;

/** Values of `--paper` that hold whatever the reader prefers or prints. */
function papers(css: string): string[] {
  const found: string[] = [];
  const open: string[] = [];
  for (const [, text = '', mark] of css.matchAll(part)) {
    const declarations = text.split(';');
    if (mark === '{') open.push(declarations.pop()?.trim() ?? '');
    const inside = mark === '{' ? open.slice(0, -1) : open;
    const isRoot = /(?:^|,)\s*:root\s*$/.test(inside.at(-1) ?? '');
    const isAlways = inside.every((name) => !name.startsWith('@') || name.startsWith('@layer'));
    for (const one of isRoot && isAlways ? declarations : []) {
      const value = /^\s*--paper\s*:(.*)$/s.exec(one)?.[1]?.trim();
      if (value) found.push(value);
    }
    if (mark === '}') open.pop();
  }
  return found;
}

/**
 * The colours that browsers give to their own bars: the last `--paper` of the stylesheet, because it is what pages show.
 * `light-dark()` of two that the browser can read without the stylesheet; `undefined` of one made from other tokens.
 */
export function themeColorsOf(css: string): ThemeColors | undefined {
  const value = papers(css).at(-1);
  if (value === undefined || value.includes('var(')) return undefined;
  const [, light = value, dark = value] = pair.exec(value) ?? [];
  return { light: light.trim(), dark: dark.trim() };
}

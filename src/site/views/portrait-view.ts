import type { Site, Source } from '../site.ts';

/** A source's face or icon, or what stands in its place: the variable of `partials/portrait.njk`. */
export interface PortraitView {
  /** The address of the picture; `undefined` where initials stand there. */
  readonly src: string | undefined;
  /** One or two characters. */
  readonly monogram: string;
  /** One of eight colours, the same for ever. */
  readonly colour: number;
}

const colours = 8;

/** Spreads ids over the colours, whatever is added to the list or taken from it. */
export function colourOf(id: string): number {
  let sum = 7;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum % colours;
}

export function portraitView({ id, monogram, portrait }: Source, site: Site): PortraitView {
  return {
    src: portrait === undefined ? undefined : site.href(portrait),
    monogram,
    colour: colourOf(id),
  };
}

import { drawText, type Images, type TextStyle } from './drawing.ts';

/** Tells whether a text can be drawn with the fonts of this machine. */
export interface Fonts {
  readonly canDraw: (text: string) => Promise<boolean>;
  /** The same for the same fonts, as far as pictures made with them are. */
  readonly fingerprint: string;
}

const probe: TextStyle = {
  family: 'serif',
  weight: 'normal',
  sizePx: 60,
  colour: '#000',
  widthPx: 400,
};

/** No script has a letter at these places: what stands for them is what stands for any letter without a font. */
const unassigned = ['\u{0378}', '\u{0379}', '\u{323B0}'];
/** Letters whose pictures differ wherever fonts do. */
const samples = ['A', 'W', 'g', 'я', 'ب', 'ש', 'क', '日', '한'];
/** Enough letters of a text to tell whether its script is there. */
const maxProbed = 6;

function lettersOf(text: string): string[] {
  return [...new Set(text.match(/\p{L}/gu) ?? [])].slice(0, maxProbed);
}

/**
 * Looks at what the machine can draw. There is no way to ask for it: a letter that no font has is drawn as a box, and
 * every such box is of the same size.
 */
export async function lookAtFonts(images: Images): Promise<Fonts> {
  const sizeOf = async (letter: string): Promise<string> => {
    try {
      const { width, height } = await drawText(images, letter, probe);
      return `${width}x${height}`;
    } catch {
      // Nothing was drawn at all.
      return 'nothing';
    }
  };
  const boxes = new Set(['nothing', ...(await Promise.all(unassigned.map(sizeOf)))]);
  const known = new Map<string, boolean>();
  const sizes: string[] = [];
  for (const letter of samples) {
    const size = await sizeOf(letter);
    sizes.push(size);
    known.set(letter, !boxes.has(size));
  }
  return {
    fingerprint: sizes.join(' '),
    canDraw: async (text) => {
      for (const letter of lettersOf(text)) {
        const found = known.get(letter) ?? !boxes.has(await sizeOf(letter));
        known.set(letter, found);
        if (!found) return false;
      }
      return true;
    },
  };
}

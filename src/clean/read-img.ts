import { type Attributes, emojiOf, readImage } from './images.ts';
import { textLimits } from './limits.ts';
import { cleanText } from './text.ts';
import { type Element, element, type Node } from './tree.ts';

/** A picture, the sign that it draws, or what describes it. */
export function readImg(attrs: Attributes, { baseUrl }: { readonly baseUrl: string | undefined }): Node[] {
  const emoji = emojiOf(attrs);
  if (emoji !== undefined) return [emoji];
  const image = readImage(attrs, baseUrl) ?? readDrawing(attrs);
  return image === undefined ? [] : [image];
}

/** What no page can show: drawings inside the address, parts of a mail, files of the writer's machine. */
const unshown = /^\s*(?:data|cid|file|blob):/i;

/** A picture that is not shown by what describes it: many formulas are written so. */
function readDrawing(attrs: Attributes): Element | undefined {
  if (!unshown.test(attrs.get('src') ?? '')) return undefined;
  const alt = cleanText(attrs.get('alt') ?? '', textLimits.alt);
  if (alt === undefined) return undefined;
  const isFormula = /(?:^|[\s_-])(?:latex|tex|math|formula|equation)/i.test(attrs.get('class') ?? '');
  return element(isFormula ? 'code' : 'span', [alt]);
}

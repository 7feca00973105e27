import type { Attributes } from '../images.ts';
import type { SourceElement, SourceNode } from '../source-node.ts';

/** What only works on its own page, with its script, or says something about a file and not about the text. */

const copies = /^\s*(?:return\s+)?(?:select|copy)\w{0,30}\(/i;

/** What a button beside code says. */
const copyWords =
  /^\s*(?:cop(?:y|ied|ier|iar|ia)|kopier(?:en|t)?|复制|複製|コピー|복사)(?: (?:code|to clipboard))?(?:代码)?!?\s*$/i;

function copiesCode(source: SourceElement, classes: string | undefined): boolean {
  return classes !== undefined && /copy/i.test(classes) && copyWords.test(wordsOf(source, 3));
}

/** The words of a button, which holds little; something else where it holds more. */
function wordsOf(node: SourceNode, levels: number): string {
  if ('value' in node) return node.value;
  if (!('childNodes' in node)) return '';
  if (levels === 0 || node.childNodes.length > 5) return '…';
  return node.childNodes.map((child) => wordsOf(child, levels - 1)).join('');
}

/** Links that are buttons of a script ("Click to expand…", "Select all"), forms to sign up, the measures below a large picture. */
export function isControl(source: SourceElement, attrs: Attributes): boolean {
  if (copiesCode(source, attrs.get('class'))) return true;
  if (source.tagName === 'a') {
    const href = attrs.get('href')?.trim();
    if (href === undefined) return attrs.get('role') === 'button';
    return href === '#' && copies.test(attrs.get('onclick') ?? '');
  }
  if (source.tagName === 'form') return asksForMail(source) && lengthOf(source) <= maxFormLength;
  if (source.tagName !== 'div' || !hasClass(attrs.get('class'), 'meta')) return false;
  // A parser moves the link around them inside of the box if that stands in a paragraph.
  return source.childNodes.some(
    (child) =>
      hasClass(classOf(child), 'informations') ||
      ('childNodes' in child && child.childNodes.some((one) => hasClass(classOf(one), 'informations'))),
  );
}

/** A form around a whole text, as some programs of pages have it, is longer. */
const maxFormLength = 400;

function asksForMail(node: SourceNode): boolean {
  if (!('childNodes' in node)) return false;
  if (node.tagName !== 'input') return node.childNodes.some(asksForMail);
  return attributeOf(node, 'type')?.toLowerCase() === 'email';
}

function lengthOf(node: SourceNode): number {
  if ('value' in node) return node.value.trim().length;
  return 'childNodes' in node ? node.childNodes.reduce((sum, child) => sum + lengthOf(child), 0) : 0;
}

/** The name of a language above its code, which the code says itself. */
export function isCodeLabel(source: SourceElement, siblings: readonly SourceNode[], index: number): boolean {
  if (source.tagName !== 'span' || !hasClass(classOf(source), 'lang')) return false;
  return siblings.slice(index + 1, index + 3).some((one) => one.nodeName === 'pre');
}

/** The button beside a link to a file that leads to the same file. */
export function isSecondButton(source: SourceElement, siblings: readonly SourceNode[]): boolean {
  if (source.tagName !== 'a' || !hasClass(classOf(source), 'wp-block-file__button')) return false;
  const href = attributeOf(source, 'href');
  return siblings.slice(0, 4).some((one) => one !== source && attributeOf(one, 'href') === href);
}

function attributeOf(node: SourceNode, wanted: string): string | undefined {
  return 'attrs' in node ? node.attrs.find(({ name }) => name === wanted)?.value : undefined;
}

const classOf = (node: SourceNode): string | undefined => attributeOf(node, 'class');

function hasClass(classes: string | undefined, wanted: string): boolean {
  return classes?.includes(wanted) === true && classes.split(/\s+/).includes(wanted);
}

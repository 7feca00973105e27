import { element, isElement, type Node, unlessSame } from '../tree.ts';
import { withoutJoomlaMarks } from './joomla-marks.ts';

/** Marks of WordPress's plug-ins, which stay in a text where their plug-in is gone: `[vc_row]`, `[gallery ids="1,2"]`. */

const mark = /\[(\/?)([a-z][a-z0-9_-]{1,40})([\s=][^[\]]{0,5000})?\]/g;
/** Builders of pages begin all of theirs alike; nobody writes the others as words. */
const own =
  /^(?:(?:av|cs|et_pb|fl_builder|fusion|mk|nectar|su|tatsu|vc)_[a-z0-9_]+|contact-form-7|embed|embedyt|ez-toc|gravityforms?|mailpoet_form|mc4wp_form|metaslider|nggallery|ngg_images|ninja_forms?|rev_slider|smartslider3|tablepress|wp_ad_camp|wpforms)$/;
/** Words, too, but for those with an attribute, an address, or the slash of an end. */
const media = /^(?:audio|caption|gallery|playlist|soundcloud|video|vimeo|youtube)$/;
const address = /https?:[^\s"'“”″«»]+/;

/** A text without them; of one that plays something its address stays. One that a sentence speaks of stays whole. */
export function withoutShortcodes(written: string): string {
  const text = withoutJoomlaMarks(written);
  if (!text.includes('[')) return text;
  return text.replace(mark, (whole, slash: string, name: string, rest: string | undefined, at: number) => {
    const isMark = own.test(name) || (media.test(name) && (slash === '/' || /=|https?:/.test(rest ?? '')));
    if (!isMark || isSpokenOf(text, at, at + whole.length)) return whole;
    return name === 'caption' ? '' : (address.exec(rest ?? '')?.[0] ?? '');
  });
}

/** Between words of one line, with blanks at both sides. */
function isSpokenOf(text: string, start: number, end: number): boolean {
  return (
    /[\p{L}\p{N},;:(]\s?$/u.test(text.slice(Math.max(0, start - 3), start)) &&
    /^(?:\s[\p{L}\p{N}(]|[,.;:)])/u.test(text.slice(end, end + 3))
  );
}

const verbatim: ReadonlySet<string> = new Set(['code', 'kbd', 'math', 'pre', 'samp']);

/** As {@link withoutShortcodes}, in all of a tree but its code. */
export function removeShortcodes(nodes: readonly Node[]): readonly Node[] {
  const result = nodes.map((node) => {
    if (!isElement(node)) return withoutShortcodes(node);
    if (verbatim.has(node.name)) return node;
    const children = removeShortcodes(node.children);
    return children === node.children ? node : element(node.name, children, node.attrs);
  });
  return unlessSame(nodes, result);
}

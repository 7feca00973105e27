import { readMath } from './mathml.ts';
import { namespaces, type SourceElement, type SourceNode } from './source-node.ts';
import type { Node } from './tree.ts';

/**
 * MathJax 3 draws formulas by elements whose characters stand in their classes only, for a style sheet, or by paths of SVG:
 * without these nothing is left of them. Both have the structure of MathML, and so become that.
 *
 * @see https://docs.mathjax.org/en/latest/output/html.html
 */

/** A formula: what stands beside the drawing for screen readers, else what is drawn. */
export function readMathJax(container: SourceElement): Node[] {
  const math = find(container, 'math') ?? mathOf(container);
  return readMath(math, new Map(math.attrs.map(({ name, value }) => [name, value])));
}

function mathOf(container: SourceElement): SourceElement {
  const isBlock = container.attrs.some(({ name, value }) => name === 'display' && value === 'true');
  const attrs = isBlock ? [{ name: 'display', value: 'block' }] : [];
  const drawing = find(container, 'mjx-math') ?? find(container, 'svg');
  return mathml('math', (drawing?.childNodes ?? []).flatMap(read), attrs);
}

function mathml(
  tagName: string,
  childNodes: readonly SourceNode[],
  attrs: SourceElement['attrs'] = [],
): SourceElement {
  return { nodeName: tagName, tagName, attrs, namespaceURI: namespaces.math, childNodes };
}

const row = (nodes: readonly SourceNode[]): SourceElement => mathml('mrow', nodes.flatMap(read));
const rowIn = (source: SourceElement, name: string): SourceElement =>
  row(find(source, name)?.childNodes ?? []);

const tokens: ReadonlySet<string> = new Set(['mjx-mi', 'mjx-mn', 'mjx-mo', 'mjx-ms', 'mjx-mtext']);
/** Elements of MathML by the parts of their drawing, in MathML's order. */
const parts: Readonly<Record<string, readonly string[]>> = {
  'mjx-mfrac': ['mjx-num', 'mjx-den'],
  'mjx-msqrt': ['mjx-box'],
  'mjx-mroot': ['mjx-box', 'mjx-root'],
  'mjx-munder': ['mjx-base', 'mjx-under'],
  'mjx-mover': ['mjx-base', 'mjx-over'],
  'mjx-munderover': ['mjx-base', 'mjx-under', 'mjx-over'],
};
const scripts: ReadonlySet<string> = new Set(['mjx-msub', 'mjx-msup', 'mjx-msubsup']);
const rows: ReadonlySet<string> = new Set(['mjx-mtable', 'mjx-mtr', 'mjx-mtd']);

function read(node: SourceNode): readonly SourceElement[] {
  if (!('tagName' in node)) return [];
  const { tagName, childNodes } = node;
  if (tagName === 'g') return readGroup(node);
  const name = tagName.slice('mjx-'.length);
  if (tokens.has(tagName)) return [mathml(name, [{ nodeName: '#text', value: charactersOf(node) }])];
  const wanted = Object.hasOwn(parts, tagName) ? parts[tagName] : undefined;
  if (wanted !== undefined)
    return [
      mathml(
        name,
        wanted.map((part) => rowIn(node, part)),
      ),
    ];
  if (scripts.has(tagName)) return [mathml(name, scripted(node))];
  return rows.has(tagName) ? [mathml(name, childNodes.flatMap(read))] : childNodes.flatMap(read);
}

/** A group of SVG that says for which element of MathML it stands. */
function readGroup(node: SourceElement): readonly SourceElement[] {
  const name = attributeOf(node, 'data-mml-node') ?? '';
  if (tokens.has(`mjx-${name}`)) return [mathml(name, [{ nodeName: '#text', value: charactersOf(node) }])];
  const parts = node.childNodes.filter((child) => isNamed(child, 'g'));
  // The sign itself is drawn behind what is below it.
  if (name === 'msqrt') return [mathml(name, parts.slice(0, -1).flatMap(read))];
  if (name === 'msubsup' || name === 'munderover') {
    const [base, ...others] = parts;
    return [
      mathml(
        name,
        [base, ...others.toSorted((a, b) => heightOf(a) - heightOf(b))].map((one) => row(one ? [one] : [])),
      ),
    ];
  }
  return drawnInOrder.has(name)
    ? [
        mathml(
          name,
          parts.map((one) => row([one])),
        ),
      ]
    : parts.flatMap(read);
}

const drawnInOrder: ReadonlySet<string> = new Set('mfrac msub msup munder mover mtable mtr mtd'.split(' '));

/** How far up a group stands: `translate(361,413)`. */
function heightOf(node: SourceNode): number {
  const place = 'tagName' in node ? attributeOf(node, 'transform') : undefined;
  return Number(/translate\([-\d.]+,\s*([-\d.]+)/.exec(place ?? '')?.[1] ?? 0);
}

/** The base and its scripts. Where there are two, the upper is drawn before the lower. */
function scripted(source: SourceElement): readonly SourceElement[] {
  const base = source.childNodes.filter((node) => !isNamed(node, 'mjx-script'));
  const drawn = find(source, 'mjx-script')?.childNodes ?? [];
  const gap = drawn.findIndex((node) => isNamed(node, 'mjx-spacer'));
  return gap < 0 ? [row(base), row(drawn)] : [row(base), row(drawn.slice(gap)), row(drawn.slice(0, gap))];
}

/** `mjx-c1D465` and `data-c="1D465"` are U+1D465; version 4 writes it as text. Italics are those of MathML. */
function charactersOf(node: SourceNode): string {
  if ('value' in node) return node.value;
  if (!('tagName' in node)) return '';
  const text = node.childNodes.map(charactersOf).join('');
  if (text !== '') return text;
  const named =
    attributeOf(node, 'data-c') ??
    /(?:^|\s)mjx-c([0-9A-F]+)(?:\s|$)/.exec(attributeOf(node, 'class') ?? '')?.[1];
  const code = Number.parseInt(/^[0-9A-F]{2,5}$/.exec(named ?? '')?.[0] ?? '', 16);
  const isItalic = code >= 0x1d434 && code <= 0x1d467;
  const character = Number.isNaN(code) ? '' : String.fromCodePoint(code);
  return isItalic ? character.normalize('NFKC') : character;
}

function attributeOf(node: SourceElement, wanted: string): string | undefined {
  return node.attrs.find(({ name }) => name === wanted)?.value;
}

const isNamed = (node: SourceNode, name: string): node is SourceElement =>
  'tagName' in node && node.tagName === name;

/** Elements that only place the parts of a formula's element. */
const places: ReadonlySet<string> = new Set(
  'assistive-mml box dbox dtable frac munder row sqrt'.split(' ').map((name) => `mjx-${name}`),
);

/** The first part of this name, not one of the elements inside of other parts. */
function find(source: SourceElement, name: string): SourceElement | undefined {
  for (const child of source.childNodes) {
    if (!('tagName' in child)) continue;
    const found = child.tagName === name ? child : places.has(child.tagName) && find(child, name);
    if (found) return found;
  }
  return undefined;
}

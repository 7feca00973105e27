import type { Attributes } from './images.ts';
import type { SourceElement, SourceNode } from './source-node.ts';

/** A picture with its caption, as programs wrote one before HTML had `figure`: WordPress, Blogger, Drupal, MediaWiki. */
const containers =
  /(?:^|\s)(?:wp-caption|tr-caption-container|caption-container|image-with-caption|thumbinner)(?=\s|$)/;
const captions =
  /(?:^|\s)(?:wp-caption-text|wp-caption-dd|tr-caption|caption-text|image-caption|caption|thumbcaption)(?=\s|$)/;
/** Elements that only hold the two. */
const frames: ReadonlySet<string> = new Set(['dl', 'dt', 'table', 'tbody', 'tr', 'td']);

/** The same as a `figure`; `undefined` of any other element. */
export function asFigure(source: SourceElement, attrs: Attributes): SourceElement | undefined {
  if (!containers.test(attrs.get('class') ?? '')) return undefined;
  const parts = partsOf(source.childNodes);
  const caption = parts.find((part) => 'tagName' in part && isCaption(part));
  if (caption === undefined || !('tagName' in caption)) return undefined;
  const others = parts.filter((part) => part !== caption);
  const figcaption = { ...caption, nodeName: 'figcaption', tagName: 'figcaption', attrs: [] };
  return { ...source, nodeName: 'figure', tagName: 'figure', attrs: [], childNodes: [...others, figcaption] };
}

/** What stands in such an element, without the table or list around its parts. */
function partsOf(nodes: readonly SourceNode[], depth = 0): readonly SourceNode[] {
  return nodes.flatMap((node) =>
    depth < 5 && 'tagName' in node && frames.has(node.tagName) && !isCaption(node)
      ? partsOf(node.childNodes, depth + 1)
      : [node],
  );
}

function isCaption({ attrs }: SourceElement): boolean {
  return captions.test(attrs.find(({ name }) => name === 'class')?.value ?? '');
}

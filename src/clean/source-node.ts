/** The tree that `sanitise` copies from: as a parser gives it. */
export type SourceNode = SourceElement | SourceText | { readonly nodeName: string };

export interface SourceText {
  readonly nodeName: '#text';
  readonly value: string;
}

export interface SourceElement {
  readonly nodeName: string;
  readonly tagName: string;
  readonly attrs: readonly { readonly name: string; readonly value: string }[];
  readonly namespaceURI: string;
  readonly childNodes: readonly SourceNode[];
}

/** @see https://infra.spec.whatwg.org/#namespaces */
export const namespaces = {
  html: 'http://www.w3.org/1999/xhtml',
  math: 'http://www.w3.org/1998/Math/MathML',
} as const;

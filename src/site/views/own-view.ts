import MarkdownIt from 'markdown-it';
import type { Site } from '../site.ts';
import { type PageMeta, pageMeta } from './page.ts';

/** The variables of `pages/own.njk`: a page that the publisher wrote. */
export interface OwnPageView {
  readonly page: PageMeta;
  readonly heading: string;
  /** The publisher's own HTML: nothing of it came from a feed. */
  readonly html: string;
}

/** Publishers may write HTML in their own pages, as they may in templates. */
const markdown = new MarkdownIt('default', { html: true, linkify: true, typographer: false });

/** Paths of the site, `/join/`, get the prefix under which it is published. */
function withPrefix(tokens: ReturnType<typeof markdown.parse>, href: Site['href']): void {
  for (const token of tokens) {
    for (const name of ['href', 'src']) {
      const value = token.attrGet(name);
      if (typeof value === 'string' && /^\/(?![/\\])/.test(value)) token.attrSet(name, href(value));
    }
    if (token.children) withPrefix(token.children, href);
  }
}

/** @param path `/members/join/` */
export function ownPageView(path: string, site: Site): OwnPageView {
  const own = site.ownPages.get(path);
  if (!own) throw new Error(`There is no page ${path}.`);
  const { title, description, text } = own;
  const tokens = markdown.parse(text, {});
  withPrefix(tokens, site.href);
  return {
    page: pageMeta(site, { kind: 'own', title, path, ...(description !== undefined && { description }) }),
    heading: title,
    html: markdown.renderer.render(tokens, markdown.options, {}),
  };
}

import { markdownLibrary } from '../../clean/index.ts';
import type { Site } from '../site.ts';
import { type PageMeta, pageMeta } from './page.ts';

/** The variables of `pages/own.njk`: a page that the publisher wrote. */
interface OwnPageView {
  readonly page: PageMeta;
  readonly heading: string;
  /** The publisher's own HTML: nothing of it came from a feed. */
  readonly html: string;
}

/** Publishers may write HTML in their own pages, as they may in templates. */
const options = { html: true, linkify: true, typographer: false };

type MarkdownReader = InstanceType<ReturnType<typeof markdownLibrary>>;

let reader: MarkdownReader | undefined;

/** Made for the first page: most digests have none. */
function markdownReader(): MarkdownReader {
  const Markdown = markdownLibrary();
  reader ??= new Markdown('default', options);
  return reader;
}

type Tokens = ReturnType<MarkdownReader['parse']>;

/** Paths of the site, `/join/`, get the prefix under which it is published. */
function withPrefix(tokens: Tokens, href: Site['href']): void {
  for (const token of tokens) {
    for (const name of ['href', 'src']) {
      const value = token.attrGet(name);
      if (typeof value === 'string' && /^\/(?![/\\])/.test(value)) token.attrSet(name, href(value));
    }
    if (token.children) withPrefix(token.children, href);
  }
}

/** Names that elements of every page have already, for its own links and scripts. */
const taken =
  'content view live q full keyboard keyboard-title only marking theme-auto theme-light theme-dark ' +
  'density-headlines density-summaries density-full access-all access-open';

/** `Fonts & colours` gives `fonts--colours`, as the forges name headings; another of the same name, `…-1`. */
function headingIds(tokens: Tokens): void {
  const used = new Map<string, number>(taken.split(' ').map((id) => [id, 1]));
  for (const [at, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue;
    const parts = tokens[at + 1]?.children ?? [];
    const text = parts
      .map(({ type, content }) => (/^(?:text|code_inline)$/.test(type) ? content : ''))
      .join('');
    const id = text
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-');
    if (id === '') continue;
    const before = used.get(id) ?? 0;
    used.set(id, before + 1);
    token.attrSet('id', before === 0 ? id : `${id}-${before}`);
  }
}

/** @param path `/members/join/` */
export function ownPageView(path: string, site: Site): OwnPageView {
  const own = site.ownPages.get(path);
  if (!own) throw new Error(`There is no page ${path}.`);
  const { title, description, text } = own;
  const markdown = markdownReader();
  const tokens = markdown.parse(text, {});
  withPrefix(tokens, site.href);
  headingIds(tokens);
  return {
    page: pageMeta(site, { kind: 'own', title, path, ...(description !== undefined && { description }) }),
    heading: title,
    // Code that is wider than its box can be reached by keys.
    html: markdown.renderer.render(tokens, markdown.options, {}).replaceAll('<pre>', '<pre tabindex="0">'),
  };
}

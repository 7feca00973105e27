// Not by the doors: the thread would load more than it needs.

import { cleanHtml } from '../../clean/clean-html.ts';
import { plainText } from '../../clean/plain-text.ts';
import { defined } from '../../model/defined.ts';
import type { SafeHtml } from '../../model/types.ts';
import type { ReadRequest } from './read-feed.ts';

/** The page of an item, as it crosses to the worker. */
export interface PageRequest extends Pick<ReadRequest, 'body' | 'url' | 'contentType'> {
  readonly kind: 'page';
  /** CSS selector of the elements that hold the text. */
  readonly select?: string;
  /** The item's title, which its page repeats. */
  readonly title?: string;
}

/** Why a page gave no text. Permanent, documented in `docs/errors.md`. */
type PageFault = 'PAGE_NOT_HTML' | 'PAGE_NO_TEXT';

export type PageAnswer =
  | { readonly kind: 'page'; readonly html: SafeHtml }
  | { readonly kind: 'none'; readonly code: PageFault };

function isHtml(contentType: string | undefined): boolean {
  return contentType === undefined || /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(contentType);
}

/** Bytes → the clean text of an article. What a hostile page could make slow or large is why this runs in a worker. */
export async function readPage({ body, url, contentType, select, title }: PageRequest): Promise<PageAnswer> {
  if (!isHtml(contentType)) return { kind: 'none', code: 'PAGE_NOT_HTML' };
  const { readPageText } = await import('../../parse/html/page-text.ts');
  try {
    const text = readPageText(body, { url, ...defined({ contentType, select }) });
    if (text === undefined) return { kind: 'none', code: 'PAGE_NO_TEXT' };
    const html = cleanHtml(text.html, { baseUrl: text.base ?? url, ...(title !== undefined && { title }) });
    return plainText(html).trim() === '' ? { kind: 'none', code: 'PAGE_NO_TEXT' } : { kind: 'page', html };
  } catch {
    // The libraries give up on some pages, such as those that are nested too deep or hold too much.
    return { kind: 'none', code: 'PAGE_NO_TEXT' };
  }
}

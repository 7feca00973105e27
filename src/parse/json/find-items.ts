import { isRecord } from '../../model/record.ts';
import { withStandardNames } from './other-names.ts';

/** Where programs put the list of their items, beside `items`. */
const listNames = ['items', 'entries', 'articles', 'posts', 'stories', 'news', 'results', 'data', 'item'];
/** What holds such a list among other things. */
const holderNames = ['feed', 'channel', 'response', 'responseData', 'result'];
const maxLevels = 3;

/** What was found of a list of items that a service sends. */
export interface FoundList {
  readonly items: readonly unknown[];
  /** The objects around it, the innermost first. */
  readonly around: readonly Readonly<Record<string, unknown>>[];
}

/** The list of items in a document that is not a JSON Feed, under the names that services use, or the document itself. */
export function findItems(value: unknown, level = 0): FoundList | undefined {
  if (Array.isArray(value)) return value.some(isItem) ? { items: value, around: [] } : undefined;
  if (!isRecord(value) || level > maxLevels) return undefined;
  for (const [name, part] of Object.entries(value)) {
    const isNamed = [...listNames, ...holderNames].includes(name.charAt(0).toLowerCase() + name.slice(1));
    const found = isNamed ? findItems(part, level + 1) : undefined;
    if (found !== undefined) return { items: found.items, around: [...found.around, value] };
  }
  return undefined;
}

/** Whether a record is most likely something to read: it has words, and an address of its own. */
function isItem(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { title, content_html, content_text, url } = withStandardNames(value);
  const hasWords = [title, content_html, content_text].some(
    (text) => typeof text === 'string' && text !== '',
  );
  return hasWords && typeof url === 'string' && /^(?:https?:\/\/|\/)\S/i.test(url);
}

/** What the objects around a list say of the feed: the innermost goes first, then what it calls the feed. */
export function headOf(around: FoundList['around']): Readonly<Record<string, unknown>> {
  const parts = around.flatMap((one) => (isRecord(one.feed) ? [one, one.feed] : [one]));
  const head: Record<string, unknown> = Object.assign({}, ...parts.toReversed());
  return { ...head, home_page_url: head.home_page_url ?? head.link };
}

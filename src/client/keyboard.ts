import { allEntries, entryAround, titleLink } from './entries.ts';
import type { Reader } from './reader-context.ts';
import { toggleRead } from './toggle-read.ts';

const find = <T extends HTMLElement>(selector: string, root: ParentNode = document): T | null =>
  root.querySelector<T>(selector);

/** The entry that keys act on: the one with the focus, else the one that had it last. */
let current: HTMLElement | undefined;

const isShown = (element: HTMLElement): boolean => element.getClientRects().length > 0;

function goTo(entry: HTMLElement | undefined): void {
  const link = entry && titleLink(entry);
  if (!link) return;
  current = entry;
  link.focus({ preventScroll: true });
  entry.scrollIntoView({ block: 'nearest' });
}

/** Items that can be reached, and the place of the current one among them: -1 when there is none. */
function reachable(): { readonly entries: readonly HTMLElement[]; readonly at: number } {
  const entries = allEntries().filter(isShown);
  return { entries, at: current ? entries.indexOf(current) : -1 };
}

/** The next item; without a current one, the first that is not above the window. */
function goStory(step: number): void {
  const { entries, at } = reachable();
  const below = entries.findIndex((entry) => entry.getBoundingClientRect().top >= 0);
  const from = below < 0 ? entries.length : below;
  goTo(entries[at >= 0 ? at + step : step > 0 ? from : from - 1]);
}

/** The first item of the next section; going back, of this section first. */
function goSection(step: number): void {
  const { entries, at } = reachable();
  const starts = [...entries.keys()].filter(
    (i) => entries[i]?.closest('section') !== entries[i - 1]?.closest('section'),
  );
  goTo(entries[(step > 0 ? starts.find((i) => i > at) : starts.findLast((i) => i < at)) ?? at]);
}

/** The next item that is not read, from the top again after the last. */
function goUnread(noUnread: () => void): void {
  const { entries, at } = reachable();
  const unread = (entry: HTMLElement): boolean => !entry.matches('.read');
  const next = entries.slice(at + 1).find(unread) ?? entries.slice(0, at + 1).find(unread);
  if (next) goTo(next);
  else noUnread();
}

function foldAll(): void {
  for (const fold of document.querySelectorAll<HTMLDetailsElement>('#content details[open]'))
    fold.open = false;
  current?.scrollIntoView({ block: 'nearest' });
}

/** What keys do that have more to load or to say. */
interface KeyHelp {
  readonly toggleNew: () => void;
  readonly save: (entry: HTMLElement) => void;
  readonly share: (entry: HTMLElement) => void;
  readonly noUnread: () => void;
  readonly showHelp: () => void;
}

const densities = ['headlines', 'summaries', 'full'] as const;

/** Each density has its own order and heights: the item that was being read stays in the window, from its beginning. */
function showAs(density: string): void {
  find(`#density-${density}`)?.click();
  current?.scrollIntoView({ block: 'start' });
}

/** What each key does. Keys after `g` are in the links of the page. */
function actions(
  reader: Reader,
  { toggleNew, save, share, noUnread, showHelp }: KeyHelp,
): Readonly<Record<string, () => void>> {
  // One that a filter hides, or that another search took away, is not what the reader means.
  const item = current && isShown(current) ? current : undefined;
  const within = (selector: string) => () => item && find(selector, item)?.click();
  return {
    j: () => goStory(1),
    k: () => goStory(-1),
    h: () => goUnread(noUnread),
    J: () => goSection(1),
    K: () => goSection(-1),
    o: within('summary'),
    v: () => item && titleLink(item)?.click(),
    c: within('.comments'),
    m: () => item && toggleRead(item, reader),
    s: () => item && save(item),
    n: toggleNew,
    C: foldAll,
    S: () => item && share(item),
    ...Object.fromEntries(densities.map((name, at) => [at + 1, () => showAs(name)])),
    '[': () => find('a[rel=prev]')?.click(),
    ']': () => find('a[rel=next]')?.click(),
    '?': showHelp,
  };
}

let afterG = false;

/** Does what a key stands for, after `g` where it leads. A key that is held moves on; it must not flip a mark to and fro. */
export function pressKey(key: string, repeat: boolean, reader: Reader, help: KeyHelp): void {
  current = entryAround(document.activeElement)?.closest<HTMLElement>('.h-entry') ?? current;
  const going = afterG;
  afterG = key === 'g' && !going;
  if (going) find(`[data-go="${CSS.escape(key)}"]`)?.click();
  else if (!repeat || 'jkJKh'.includes(key)) actions(reader, help)[key]?.();
}

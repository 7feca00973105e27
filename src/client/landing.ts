let settling: ResizeObserver | undefined;

/** Holds an element at the top of the window while texts that were folded get their height, some frames later. */
export function settleAt(element: Element): void {
  settling?.disconnect();
  const heights = new ResizeObserver(() => element.scrollIntoView());
  settling = heights;
  const content = document.querySelector('#content');
  if (content) heights.observe(content);
  setTimeout(() => heights.disconnect(), 500);
}

/**
 * Makes sure that the item an address points at can be seen: unfolds what it lies in, shows everything where a filter
 * hides it, and leaves the density that has no place for it.
 */
export function showTarget(showAll: () => void): void {
  let id = location.hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    // A stray `%` is part of the id.
  }
  const target = id === '' ? null : document.getElementById(id);
  if (!target) return;
  for (let fold = target.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null) {
    if (fold !== target) fold.open = true;
  }
  if (target.closest('[hidden]')) showAll();
  if (target.checkVisibility?.() === false) delete document.documentElement.dataset.density;
  target.scrollIntoView();
  // The reading view keeps what was in the window before it: here that is not what was asked for.
  if (document.documentElement.dataset.density === 'full') settleAt(target);
}

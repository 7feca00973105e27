/**
 * Milliseconds since 1970. A preview of another moment (`daybook serve --now …`) says on its pages how far away it is, so
 * that ages are told as they would be then.
 */
export function nowMs(): number {
  return Date.now() + Number(document.documentElement.dataset.clock ?? 0);
}

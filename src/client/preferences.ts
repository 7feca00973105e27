/**
 * How a page looks, as attributes of `<html>` that the stylesheet reads. A value that is not listed is the default
 * (theme as the system, summaries, normal size) and sets no attribute.
 */
const choices: Readonly<Record<string, readonly string[]>> = {
  theme: ['light', 'dark'],
  density: ['headlines', 'full'],
  size: ['small', 'large'],
  access: ['open'],
};

/** What the reader chose in the view menu, by the names of its radios. */
export type Preferences = Readonly<Record<string, unknown>>;

/**
 * The preferences of this page view: `?view=` in its address goes before the stored density, as does `#full`, the link
 * to the reading view that works without script too; `opens` is the density that the page itself names.
 */
export function effectivePreferences(
  stored: Preferences,
  { search, hash }: Pick<Location, 'search' | 'hash'>,
  opens?: string,
): Preferences {
  const view = hash === '#full' ? 'full' : new URLSearchParams(search).get('view');
  return { density: opens, ...stored, ...(view !== null && { density: view }) };
}

/** Sets the attributes, and takes away those of defaults. */
export function applyPreferences(root: HTMLElement, preferences: Preferences): void {
  for (const [name, values] of Object.entries(choices)) {
    const value = String(preferences[name]);
    if (values.includes(value)) root.dataset[name] = value;
    else delete root.dataset[name];
  }
}

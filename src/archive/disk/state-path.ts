/** Where a feed's state lies, relative to the data folder. */
export const statePath = (feed: string): string => `state/feeds/${feed}.json`;

import type { Marks } from '../search/ask.ts';
import { isRead, isSaved } from './state.ts';
import type { Store } from './store.ts';

const dayInAddress = /\/(\d{4})\/(\d\d)\/(\d\d)\/(?:#|$)/;

/** What the reader saved and read, as it is whenever a search asks. */
export function readerMarks({ read }: Pick<Store, 'read'>): Marks {
  return {
    isRead: (key) => isRead(read(), key),
    isSaved: (key) => isSaved(read(), key),
    get savedDays() {
      return new Set(
        Object.values(read().saved).flatMap(({ url }) => {
          const [, ...parts] = dayInAddress.exec(url) ?? [];
          return parts.length === 0 ? [] : [parts.join('-')];
        }),
      );
    },
  };
}

import { join } from 'node:path';
import { keptWordDays } from '../../digest/index.ts';
import { dayNumber } from '../../model/days.ts';
import type { Day } from '../../model/types.ts';
import { codeHash } from '../render/fingerprint.ts';
import { folderStore } from './store.ts';

/** The words of the last days' items, from which stories are decided: disposable, they are found again. */
export interface WordStore {
  /** What was written for a day by the same program; `undefined` where that is gone or not whole. */
  readonly read: (day: Day) => string | undefined;
  readonly write: (days: ReadonlyMap<Day, string>) => void;
  readonly clear: () => void;
}

/** A file for each of the last days, in the place of the one that was kept as many days before. */
export function wordStore(siteDir: string): WordStore {
  const store = folderStore(join(siteDir, '.cache', 'daybook', 'words'));
  const nameOf = (day: Day): string => `${dayNumber(day) % keptWordDays}`;
  let code: string | undefined;
  const headOf = (day: Day): string => {
    // Other code, or another table of letters, finds other words.
    code ??= codeHash();
    return `${code} ${day}\n`;
  };
  return {
    read: (day) => {
      const text = store.read(nameOf(day));
      const head = headOf(day);
      return text?.startsWith(head) ? text.slice(head.length) : undefined;
    },
    write: (days) => {
      for (const [day, text] of days) store.write(nameOf(day), headOf(day) + text);
    },
    clear: store.clear,
  };
}

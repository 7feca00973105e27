import type { Memory } from './range-host.ts';

/** What is remembered until the tab is closed; nothing where storage is blocked. */
export function visitMemory(key: string): Memory {
  return {
    get: () => {
      try {
        return sessionStorage.getItem(key);
      } catch {
        return null;
      }
    },
    set: (text) => {
      try {
        sessionStorage.setItem(key, text);
      } catch {
        // Another page finds out for itself.
      }
    },
  };
}

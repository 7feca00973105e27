import { shortHash } from '../hash.ts';
import type { LedgerStore } from './store.ts';

/** Entries that nobody keeps. */
export function memoryStore(): LedgerStore {
  const texts = new Map<string, string>();
  const bytesOf = (name: string): Buffer | undefined => {
    const text = texts.get(name);
    return text === undefined ? undefined : Buffer.from(text);
  };
  return {
    read: (name, hash) => {
      const text = texts.get(name);
      return text !== undefined && hash !== undefined && shortHash(text) !== hash ? undefined : text;
    },
    useNamed: (name, use) => {
      const bytes = bytesOf(name);
      return bytes && use(bytes);
    },
    useStart: (name, length, use) => {
      const bytes = bytesOf(name);
      return bytes && use(bytes.subarray(0, length));
    },
    readSpan: (name, from, to) => bytesOf(name)?.toString('utf8', from, to),
    write: (name, text) => {
      texts.set(name, text);
      return shortHash(text);
    },
    remove: (name) => void texts.delete(name),
    clear: () => texts.clear(),
  };
}

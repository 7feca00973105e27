import { parseState, type State } from './state.ts';

/** The reader's state. It is read anew before each change, as another tab may have changed it. */
export interface Store {
  readonly read: () => State;
  /** Writes nothing when the change gives back the very state it was given. */
  readonly change: (change: (state: State) => State) => State;
  /** False once storage turned out to be blocked or full: then the page remembers for itself alone. */
  readonly isKept: () => boolean;
}

/** Opens the state under a key. Without storage, or when it is full, the page remembers for itself. */
export function openStore(openStorage: () => Pick<Storage, 'getItem' | 'setItem'>, key: string): Store {
  let memory: State | undefined;
  const read = (): State => {
    if (memory) return memory;
    try {
      return parseState(openStorage().getItem(key));
    } catch {
      memory = parseState(null);
      return memory;
    }
  };
  return {
    read,
    change: (change) => {
      const before = read();
      const state = change(before);
      if (state === before) return state;
      try {
        openStorage().setItem(key, JSON.stringify(state));
        memory = undefined;
      } catch {
        memory = state;
      }
      return state;
    },
    isKept: () => memory === undefined,
  };
}

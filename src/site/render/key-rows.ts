import type { MessageKey } from '../locales/en.ts';

/** The map of keys, as the help shows it. */
export const keyRows: readonly { readonly keys: readonly string[]; readonly message: MessageKey }[] = [
  { keys: ['j', 'k'], message: 'keyNext' },
  { keys: ['h'], message: 'keyUnread' },
  { keys: ['J', 'K'], message: 'keySection' },
  { keys: ['o'], message: 'keyUnfold' },
  { keys: ['v'], message: 'keyOpen' },
  { keys: ['c'], message: 'keyComments' },
  { keys: ['m'], message: 'keyRead' },
  { keys: ['s'], message: 'keySave' },
  { keys: ['S'], message: 'keyShare' },
  { keys: ['n'], message: 'keyNew' },
  { keys: ['1', '2', '3'], message: 'keyDensity' },
  { keys: ['C'], message: 'keyFoldAll' },
  { keys: ['/'], message: 'keySearch' },
  { keys: ['[', ']'], message: 'keyEdition' },
  { keys: ['g t', 'g w', 'g a', 'g s'], message: 'keyGo' },
  { keys: ['g n', 'g k'], message: 'keyYours' },
  { keys: ['?'], message: 'keyHelp' },
];

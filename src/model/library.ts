import { createRequire } from 'node:module';
import { remembered } from './remember.ts';

const require = createRequire(import.meta.url);

/**
 * A library that many runs do not need, loaded where it is first asked for: loading some takes longer than their work.
 * Typed by whoever asks.
 */
export const library = remembered((name: string) => require(name));

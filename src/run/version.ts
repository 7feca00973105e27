import { readFileSync } from 'node:fs';

/** Daybook's own version. */
export const { version }: { readonly version: string } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);

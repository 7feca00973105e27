import { z } from 'zod';
import { configSchema } from './schema.ts';

const keys = { title: true, url: true, locale: true, timezone: true } as const;
const loose = configSchema.pick(keys);

/** What is wrong with a value of one of the first keys, in a sentence; `undefined` when it can be used. */
export function configProblem(key: keyof typeof keys, value: string): string | undefined {
  const read = loose.shape[key].safeParse(value);
  return read.success ? undefined : (z.flattenError(read.error).formErrors[0] ?? 'This cannot be used.');
}

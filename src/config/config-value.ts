import { problemSchema } from './config-problem.ts';
import { configSchema } from './schema.ts';

const keys = { title: true, url: true, locale: true, timezone: true } as const;
const loose = configSchema.pick(keys);

/** What is wrong with a value of one of the first keys, in a sentence; `undefined` when it can be used. */
export function configProblem(key: keyof typeof keys, value: string): string | undefined {
  const read = loose.shape[key].safeParse(value);
  if (read.success) return undefined;
  const issue = read.error.issues[0];
  const own = issue?.code === 'custom' ? problemSchema.safeParse(issue.params?.problem).data : undefined;
  return own?.fix ?? issue?.message ?? 'This cannot be used.';
}

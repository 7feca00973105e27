import { defined } from '../model/defined.ts';
/**
 * Questions to a person. The library loads only when one is asked; whoever presses Escape or Ctrl+C ends the command
 * with nothing written.
 */
export class Cancelled extends Error {}

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
}

function answered<T>(value: T | symbol): T {
  if (typeof value === 'symbol') throw new Cancelled();
  return value;
}

/** Whether somebody can answer: both ends are a terminal, and this is not a build server. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true && !process.env.CI;
}

/** @throws Cancelled */
export async function askText(question: {
  readonly message: string;
  readonly initial?: string;
  readonly placeholder?: string;
  /** What is wrong with an answer, or `undefined`. */
  readonly check?: (answer: string) => string | undefined;
}): Promise<string> {
  const { text } = await import('@clack/prompts');
  const { message, initial, placeholder, check } = question;
  const answer = await text({
    message,
    ...defined({ initialValue: initial, placeholder }),
    ...(check && { validate: (value: string | undefined) => check((value ?? '').trim()) }),
  });
  return (answered<string | undefined>(answer) ?? '').trim();
}

/** @throws Cancelled */
export async function askChoice<T extends string>(
  message: string,
  choices: readonly Choice<T>[],
  initial?: NoInfer<T>,
): Promise<T> {
  const { select } = await import('@clack/prompts');
  const options = choices.map(({ value, label, hint }) => ({
    value: String(value),
    label,
    ...(hint !== undefined && { hint }),
  }));
  const answer = answered(
    await select<string>({ message, options, ...(initial !== undefined && { initialValue: initial }) }),
  );
  const chosen = choices.find((choice) => choice.value === answer);
  if (!chosen) throw new Cancelled();
  return chosen.value;
}

import { defined } from '../model/defined.ts';
import type { Ledger } from './ledger.ts';
import { composeMessage, type Letter } from './message.ts';
import { type Recipient, recipientMark } from './recipients.ts';
import type { MailSession, OpenedSession, Outcome } from './smtp.ts';

/** The world outside: tests pass their own. */
interface MailIo {
  readonly open: () => Promise<OpenedSession>;
  readonly wait: (ms: number) => Promise<void>;
  readonly progress: (done: number, total: number) => void;
}

interface DeliveryPlan {
  readonly letter: Letter;
  /** Bare address of the sender: where what cannot be delivered comes back to. */
  readonly envelopeFrom: string;
  readonly recipients: readonly Recipient[];
  readonly ledger: Ledger;
  readonly date: Date;
  /** Waits between two messages. */
  readonly pauseMs: number;
  /** Sends again what may or may not have arrived. */
  readonly resend: boolean;
  /** Ends sending after the message that is on its way. */
  readonly signal?: AbortSignal;
}

export interface DeliveryReport {
  readonly sent: number;
  /** Had it from an earlier run, or are known to refuse it. */
  readonly before: number;
  readonly refused: readonly { readonly to: string; readonly why: string }[];
  readonly later: readonly { readonly to: string; readonly why: string }[];
  /** Nobody knows whether these arrived. */
  readonly uncertain: readonly string[];
  /** Why sending stopped before the end of the list: what the server said. */
  readonly stopped?: string;
  /** How many were still waiting when a signal ended it. */
  readonly left?: number;
}

/** A line that breaks so often without one message in between will not hold. */
const maxBroken = 4;
const firstWaitMs = 500;

/** Keeps one connection open, and opens another when it is lost. */
class Line {
  readonly #io: MailIo;
  #session: MailSession | undefined;
  #broken = 0;
  #why = '';

  constructor(io: MailIo) {
    this.#io = io;
  }

  get why(): string {
    return this.#why;
  }

  /** A connection that is logged in, or `undefined` once that has failed too often. */
  async ready(): Promise<MailSession | undefined> {
    while (this.#session === undefined) {
      if (this.#broken >= maxBroken) return undefined;
      if (this.#broken > 0) await this.#io.wait(firstWaitMs * 3 ** (this.#broken - 1));
      const opened = await this.#io.open();
      if ('session' in opened) this.#session = opened.session;
      else if (opened.final) this.give(opened.why, maxBroken);
      else this.give(opened.why, this.#broken + 1);
    }
    return this.#session;
  }

  give(why: string, broken: number): void {
    this.#why = why;
    this.#broken = broken;
    this.#session = undefined;
  }

  took(outcome: Outcome): void {
    if (outcome.kind === 'unknown' || (outcome.kind === 'later' && outcome.lost))
      this.give(outcome.why, this.#broken + 1);
    else this.#broken = 0;
  }

  close(): void {
    this.#session?.close();
  }
}

/** A report that is being made. */
interface Tally extends DeliveryReport {
  sent: number;
  before: number;
  readonly refused: { to: string; why: string }[];
  readonly later: { to: string; why: string }[];
  readonly uncertain: string[];
}

async function sendOne(plan: DeliveryPlan, to: Recipient, session: MailSession): Promise<Outcome> {
  const { letter, ledger, date } = plan;
  const mark = recipientMark(letter.edition, to);
  const message = await composeMessage({ letter, to, mark, date });
  const outcome = await session.send({
    from: plan.envelopeFrom,
    to: to.address,
    message,
    onHanded: () => ledger.write(mark, 'handed'),
  });
  // What is unknown stays `handed`.
  if (outcome.kind !== 'unknown') await ledger.write(mark, outcome.kind);
  return outcome;
}

function count(tally: Tally, to: string, outcome: Outcome): void {
  if (outcome.kind === 'sent') tally.sent++;
  else if (outcome.kind === 'unknown') tally.uncertain.push(to);
  else tally[outcome.kind].push({ to, why: outcome.why });
}

/**
 * Sends to one reader, once more on another connection when the first is lost before the message was handed over. A
 * message that breaks every connection must not keep the others from theirs.
 */
async function reach(plan: DeliveryPlan, to: Recipient, line: Line): Promise<Outcome | undefined> {
  let outcome: Outcome | undefined;
  for (let attempt = 0; attempt < 2; attempt++) {
    const session = await line.ready();
    if (session === undefined) return undefined;
    outcome = await sendOne(plan, to, session);
    line.took(outcome);
    if (outcome.kind !== 'later' || !outcome.lost) break;
  }
  return outcome;
}

/** Who still waits for the edition. */
function waiting({ recipients, ledger, letter, resend }: DeliveryPlan, tally: Tally): Recipient[] {
  return recipients.filter((to) => {
    const fate = ledger.fateOf(recipientMark(letter.edition, to));
    if (fate === 'sent' || fate === 'refused') tally.before++;
    else if (fate === 'handed' && !resend) tally.uncertain.push(to.address);
    else return true;
    return false;
  });
}

/**
 * Sends an edition to each reader who has not got it: one message a reader, one connection, each step in the ledger
 * before the next. Run again after any failure, it goes on where it stopped, and nobody gets an edition twice.
 *
 * @throws what the ledger's disk says: without it, nothing may be sent.
 */
export async function deliver(plan: DeliveryPlan, io: MailIo): Promise<DeliveryReport> {
  const tally: Tally = { sent: 0, before: 0, refused: [], later: [], uncertain: [] };
  const queue = waiting(plan, tally);
  const line = new Line(io);
  let stopped: string | undefined;
  let left: number | undefined;
  try {
    for (const [at, to] of queue.entries()) {
      if (at > 0 && plan.pauseMs > 0) await io.wait(plan.pauseMs);
      if (plan.signal?.aborted === true) {
        left = queue.length - at;
        break;
      }
      const outcome = await reach(plan, to, line);
      if (outcome === undefined) {
        stopped = line.why;
        break;
      }
      count(tally, to.address, outcome);
      io.progress(at + 1, queue.length);
    }
  } finally {
    line.close();
  }
  return { ...tally, ...defined({ stopped, left }) };
}

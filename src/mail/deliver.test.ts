import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DeliveryReport, deliver } from './deliver.ts';
import type { Fate, Ledger } from './ledger.ts';
import type { Letter } from './message.ts';
import { recipientMark } from './recipients.ts';
import type { OpenedSession, Outcome } from './smtp.ts';

const letter: Letter = {
  edition: '2026-05-18',
  subject: 's',
  html: '<p>h</p>',
  text: 't',
  language: 'en',
  from: 'n@example.org',
  unsubscribeLabel: 'Unsubscribe',
  host: 'example.org',
  listName: 'List',
};

function memoryLedger(): Ledger & { readonly fates: Map<string, Fate> } {
  const fates = new Map<string, Fate>();
  return {
    fates,
    fateOf: (mark) => fates.get(mark),
    write: async (mark, fate) => void fates.set(mark, fate),
    close: async () => undefined,
  };
}

/** What the server does with each message it is offered, in turn; then it takes all. */
type Behaviour = 'take' | 'refuse' | 'put off' | 'break before' | 'break after taking' | 'break untaken';

function serverOf(behaviours: readonly Behaviour[], arrived: Map<string, number>) {
  const queue = [...behaviours];
  return async (): Promise<OpenedSession> => ({
    session: {
      close: () => undefined,
      send: async ({ to, onHanded }): Promise<Outcome> => {
        const behaviour = queue.shift() ?? 'take';
        const take = (): void => void arrived.set(to, (arrived.get(to) ?? 0) + 1);
        switch (behaviour) {
          case 'break before':
            return { kind: 'later', why: 'closed', lost: true };
          case 'refuse':
            return { kind: 'refused', why: '550 no such user' };
          case 'put off':
            return { kind: 'later', why: '451 later', lost: false };
          case 'take':
            await onHanded();
            take();
            return { kind: 'sent' };
          case 'break after taking':
            await onHanded();
            take();
            return { kind: 'unknown', why: 'closed' };
          case 'break untaken':
            await onHanded();
            return { kind: 'unknown', why: 'closed' };
        }
      },
    },
  });
}

function run(
  ledger: Ledger,
  open: () => Promise<OpenedSession>,
  count: number,
  resend = false,
  signal?: AbortSignal,
): Promise<DeliveryReport> {
  return deliver(
    {
      letter,
      envelopeFrom: 'n@example.org',
      recipients: Array.from({ length: count }, (_, at) => ({ address: `r${at}@example.org` })),
      ledger,
      date: new Date('2026-05-19T06:00:00Z'),
      pauseMs: 0,
      resend,
      ...(signal && { signal }),
    },
    { open, wait: async () => undefined, progress: () => undefined },
  );
}

describe('deliver', () => {
  it('sends to nobody twice, whatever the server does, and reaches all but the uncertain and refused', async () => {
    const anyBehaviour = fc.constantFrom<Behaviour>(
      'take',
      'refuse',
      'put off',
      'break before',
      'break after taking',
      'break untaken',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyBehaviour, { maxLength: 30 }), async (behaviours) => {
        const arrived = new Map<string, number>();
        const ledger = memoryLedger();
        const open = serverOf(behaviours, arrived);
        let last = await run(ledger, open, 8);
        for (let again = 0; again < 12; again++) last = await run(ledger, open, 8);
        expect(Math.max(0, ...arrived.values())).toBeLessThanOrEqual(1);
        expect(last.later).toEqual([]);
        for (let at = 0; at < 8; at++) {
          const address = `r${at}@example.org`;
          const fate = ledger.fates.get(recipientMark(letter.edition, { address }));
          if (fate === 'sent') expect(arrived.get(address)).toBe(1);
          else expect(['refused', 'handed']).toContain(fate);
        }
      }),
    );
  });

  it('sends what is uncertain again only when asked to', async () => {
    const arrived = new Map<string, number>();
    const ledger = memoryLedger();
    const open = serverOf(['break untaken'], arrived);
    expect((await run(ledger, open, 2)).uncertain).toEqual(['r0@example.org']);
    expect((await run(ledger, open, 2)).uncertain).toEqual(['r0@example.org']);
    expect(arrived.get('r0@example.org')).toBeUndefined();
    expect((await run(ledger, open, 2, true)).sent).toBe(1);
    expect(arrived.get('r0@example.org')).toBe(1);
  });

  it('gives up on a server that cannot be reached, and at once on a wrong password', async () => {
    let asked = 0;
    const down = async (): Promise<OpenedSession> => {
      asked++;
      return { why: 'ECONNREFUSED', final: false };
    };
    expect(await run(memoryLedger(), down, 5)).toMatchObject({ sent: 0, stopped: 'ECONNREFUSED' });
    expect(asked).toBe(4);
    asked = 0;
    const denied = async (): Promise<OpenedSession> => {
      asked++;
      return { why: '535 wrong password', final: true };
    };
    expect(await run(memoryLedger(), denied, 5)).toMatchObject({ stopped: '535 wrong password' });
    expect(asked).toBe(1);
  });

  it('ends at a signal after the message that is on its way, and nobody is uncertain', async () => {
    const stop = new AbortController();
    const ledger = memoryLedger();
    const write = async (mark: string, fate: Fate): Promise<void> => {
      if (ledger.fates.size === 2) stop.abort();
      await ledger.write(mark, fate);
    };
    const server = serverOf([], new Map());
    expect(await run({ ...ledger, write }, server, 5, false, stop.signal)).toMatchObject({
      sent: 2,
      left: 3,
    });
    expect(await run(ledger, server, 5)).toMatchObject({ sent: 3, before: 2, uncertain: [] });
  });

  it('goes on to the next reader when one message breaks every connection', async () => {
    const arrived = new Map<string, number>();
    const report = await run(memoryLedger(), serverOf(['break before', 'break before'], arrived), 3);
    expect(report).toMatchObject({ sent: 2, later: [{ to: 'r0@example.org' }] });
  });

  it('sends nothing when its steps cannot be written down', async () => {
    const arrived = new Map<string, number>();
    const full: Ledger = { ...memoryLedger(), write: async () => Promise.reject(new Error('ENOSPC')) };
    await expect(run(full, serverOf([], arrived), 3)).rejects.toThrow('ENOSPC');
    expect(arrived.size).toBe(0);
  });
});

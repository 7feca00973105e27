import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  daybookHere,
  type Finished,
  makeSite,
  projectDir,
  removeSites,
  sampleConfig,
} from './site.test-kit.ts';

const program = join(projectDir, 'dist', 'cli', 'main.js');
/** A day after the sample's newest items: their edition is closed. */
const now = '2026-05-19T18:00:00Z';

/** A mail server on loopback that counts what it took, by reader. */
class MailHost {
  readonly taken = new Map<string, string[]>();
  /** Called with each message before it is taken; an error is the answer. */
  onMessage: (to: string, count: number) => Error | undefined = () => undefined;
  /** While it is gone, whoever calls is hung up on: the port stays ours, as another program could take it. */
  isGone = false;
  readonly #sockets = new Set<Socket>();
  readonly #mail = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onData: (stream, session, done) => void this.#take(stream, session, done),
  });
  readonly #server = createServer((socket) => {
    if (this.isGone) return void socket.destroy();
    this.#sockets.add(socket);
    this.#mail.connect(socket);
  });
  #count = 0;
  url = '';

  async start(): Promise<this> {
    this.#mail.on('error', () => undefined);
    await new Promise<void>((ready) => this.#server.listen(0, '127.0.0.1', ready));
    const address = this.#server.address();
    this.url = `smtp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    return this;
  }

  async #take(
    stream: SMTPServerDataStream,
    session: SMTPServerSession,
    done: (error?: Error | null) => void,
  ): Promise<void> {
    const message = await readAll(stream);
    const to = session.envelope.rcptTo[0]?.address ?? '';
    this.#count++;
    const answer = this.onMessage(to, this.#count);
    if (answer === undefined) this.taken.set(to, [...(this.taken.get(to) ?? []), message]);
    done(answer ?? null);
  }

  hangUp(): void {
    this.isGone = true;
    for (const socket of this.#sockets) socket.end();
    this.#sockets.clear();
  }

  stop(): Promise<void> {
    this.hangUp();
    return new Promise((done) => this.#server.close(() => done()));
  }

  /** How often each of `count` readers got something. */
  counts(count: number): number[] {
    return Array.from({ length: count }, (_, at) => this.taken.get(readerAt(at))?.length ?? 0);
  }
}

function readerAt(at: number): string {
  return `reader${at}@example.org`;
}

function answer(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

let dir = '';

beforeAll(async () => {
  const config = await sampleConfig();
  const mail = [
    'mail:',
    '  from: The Morning Merge <news@example.org>',
    '  to: readers.txt',
    '  unsubscribe: https://example.org/leave?a={address}',
    'outputs: { mail: true }',
  ].join('\n');
  dir = await makeSite(`${config}\n${mail}\n`, 'examples');
  await writeFile(
    join(dir, 'readers.txt'),
    `# readers\n${Array.from({ length: 100 }, (_, at) => `Reader ${at} <${readerAt(at)}>`).join('\n')}\n`,
  );
  const built = await daybookHere(dir, 'build', '--now', now);
  expect(built.code, built.stderr).toBe(0);
});
beforeEach(() => {
  vi.stubEnv('DAYBOOK_SMTP_URL', undefined);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await removeSites();
});

function send(host: MailHost, ...args: string[]): Promise<Finished> {
  vi.stubEnv('DAYBOOK_SMTP_URL', host.url);
  return daybookHere(dir, 'mail', ...args, '--now', now);
}

/** Sends in a process of its own, which is killed when this message comes. */
async function sendUntilKilled(host: MailHost, edition: string, at: number): Promise<unknown> {
  const child = spawn(process.execPath, [program, 'mail', edition, '--now', now], {
    cwd: dir,
    stdio: 'ignore',
    env: { ...process.env, DAYBOOK_SMTP_URL: host.url },
  });
  host.onMessage = (_to, count) => {
    if (count === at) child.kill('SIGKILL');
    return undefined;
  };
  return once(child, 'exit');
}

describe('daybook mail', () => {
  it('reaches 100 readers exactly once through a server that fails in the middle', async () => {
    const host = await new MailHost().start();
    // It puts one reader off, then says that it closes, and is gone.
    let down = false;
    host.onMessage = (to, count) => {
      if (to === readerAt(7) && count < 20) return answer(451, 'Greylisted, come back later');
      if (count !== 40) return undefined;
      down = true;
      setImmediate(() => host.hangUp());
      return answer(421, 'Service closing');
    };
    const first = await send(host, '2026-05-16');
    expect(down).toBe(true);
    expect(first.code).toBe(1);
    expect(first.stderr).toContain('MAIL_STOPPED');
    expect(first.stderr).toContain('MAIL_LATER');
    expect(host.counts(100).filter((count) => count > 0)).toHaveLength(38);

    host.onMessage = () => undefined;
    host.isGone = false;
    const second = await send(host, '2026-05-16');
    expect(second.code, second.stderr).toBe(0);
    expect(host.counts(100)).toEqual(Array.from({ length: 100 }, () => 1));

    const third = await send(host, '2026-05-16');
    expect(third.stderr).toContain('0 sent, 100 had it before');
    expect(host.counts(100)).toEqual(Array.from({ length: 100 }, () => 1));
    await host.stop();
  });

  it('sends nobody an edition twice when it is killed while it sends', async () => {
    const host = await new MailHost().start();
    expect(await sendUntilKilled(host, '2026-05-17', 30)).toEqual([null, 'SIGKILL']);
    host.onMessage = () => undefined;
    const again = await send(host, '2026-05-17');
    const counts = host.counts(100);
    expect(Math.max(...counts)).toBe(1);
    // The one that was under way may have arrived: it is named, not sent again.
    const uncertain = /(\d+) uncertain/.exec(again.stderr)?.[1];
    expect(Number(uncertain)).toBeLessThanOrEqual(1);
    expect(counts.filter((count) => count === 1).length).toBeGreaterThanOrEqual(99);
    await host.stop();
  });

  it('sends the newest closed edition when none is named, as text and HTML, with the way out', async () => {
    const host = await new MailHost().start();
    const { code, stderr } = await send(host);
    expect(code, stderr).toBe(0);
    const message = await simpleParser(host.taken.get(readerAt(3))?.[0] ?? '');
    expect(message.subject).toMatch(/^The Morning Merge: Monday\b.*\b18\s+May\s+2026$/);
    expect(message.text).toContain('Halyard makes reproducible packages');
    expect(message.html).toContain(`leave?a=${encodeURIComponent(readerAt(3))}`);
    await host.stop();
  });

  it('keeps no address in its list of what was sent, and no password in what it says', async () => {
    const ledger = await readFile(join(dir, '_data', 'state', 'mail', '2026-05-17.txt'), 'utf8');
    expect(ledger).not.toContain('@');
    const child = await daybookHere(dir, 'mail', '--dry-run', '--now', now);
    expect(child.code).toBe(0);
    expect(child.stderr).toContain('to 100 addresses');
  });

  it.each([
    ['an edition that does not exist', ['2020-01-01'], 'MAIL_NO_EDITION'],
    ['no server', ['2026-05-18'], 'MAIL_NO_SERVER'],
  ])('answers %s with exit code 2', async (_case, args, code) => {
    const done = await daybookHere(dir, 'mail', ...args, '--now', now);
    expect(done.code).toBe(2);
    expect(done.stderr).toContain(code);
  });
});

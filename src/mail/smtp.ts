import { Readable } from 'node:stream';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Problem } from '../model/types.ts';
import { isUrl } from '../model/url.ts';

/** A mail server, as its address says: `smtps://user:secret@smtp.example.org:465`. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS, which is required but on this machine. */
  readonly secure: boolean;
  readonly requireTls: boolean;
  readonly user?: string;
  readonly password?: string;
}

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/;

function badServer(why: string): { readonly problem: Problem } {
  return {
    problem: {
      code: 'MAIL_BAD_SERVER',
      what: 'The mail server’s address cannot be read.',
      // Never the value: it holds a password.
      where: 'environment variable DAYBOOK_SMTP_URL',
      why,
      fix: 'Write smtps://user:password@host:465 or smtp://user:password@host:587; signs such as @ in the password are written as %40.',
    },
  };
}

/** Reads a server's address. Passwords go over TLS only; a server on this machine needs none. */
export function parseMailServer(
  address: string,
): { readonly server: MailServer } | { readonly problem: Problem } {
  if (!isUrl(address)) return badServer('It is not an address.');
  const url = new URL(address);
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:')
    return badServer('It starts with neither smtp:// nor smtps://.');
  if (url.hostname === '') return badServer('It names no host.');
  const secure = url.protocol === 'smtps:';
  try {
    return {
      server: {
        host: url.hostname.replace(/^\[|\]$/g, ''),
        port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
        secure,
        requireTls: !secure && !loopback.test(url.hostname),
        ...(url.username !== '' && { user: decodeURIComponent(url.username) }),
        ...(url.password !== '' && { password: decodeURIComponent(url.password) }),
      },
    };
  } catch {
    return badServer('Its name or password contains a % that does not begin a code.');
  }
}

/** What became of one message, as far as can be known. */
export type Outcome =
  | { readonly kind: 'sent' }
  /** For good: no such reader, or nothing that this server takes. */
  | { readonly kind: 'refused'; readonly why: string }
  /** Not taken, and may be tried again. `lost`: the connection is gone. */
  | { readonly kind: 'later'; readonly why: string; readonly lost: boolean }
  /** The line broke after the text was handed over and before the answer. */
  | { readonly kind: 'unknown'; readonly why: string };

export interface Delivery {
  readonly from: string;
  readonly to: string;
  readonly message: Buffer;
  /** Called when the server is ready for the text, before it gets any. What it throws, `send` throws. */
  readonly onHanded: () => Promise<void>;
}

/** A connection that is logged in. */
export interface MailSession {
  readonly send: (delivery: Delivery) => Promise<Outcome>;
  readonly close: () => void;
}

export type OpenedSession =
  | { readonly session: MailSession }
  /** `final`: asking again would not help, as with a wrong password. */
  | { readonly why: string; readonly final: boolean };

const connectMs = 30_000;
const answerMs = 120_000;

type SmtpError = Parameters<Parameters<SMTPConnection['login']>[1]>[0];

function whyOf(error: NonNullable<SmtpError>): string {
  return (error.response ?? error.message).replace(/\s+/g, ' ').slice(0, 300);
}

function outcomeOf(error: NonNullable<SmtpError>, handed: boolean, destroyed: boolean): Outcome {
  const why = whyOf(error);
  const code = error.responseCode;
  if (code !== undefined && code >= 500) return { kind: 'refused', why };
  // An answer of 4xx says that the message was not taken, even if it is the server's last word.
  if (code !== undefined && code >= 400) return { kind: 'later', why, lost: destroyed };
  return handed ? { kind: 'unknown', why } : { kind: 'later', why, lost: true };
}

/** After a refusal the server still holds the sender's name: the next message begins afresh. */
function begunAfresh(connection: SMTPConnection, outcome: Outcome): Promise<Outcome> {
  if (outcome.kind === 'sent' || connection.destroyed) return Promise.resolve(outcome);
  return new Promise((done) => {
    connection.once('error', () => done(outcome));
    connection.reset((error) => {
      if (error) connection.close();
      done(outcome);
    });
  });
}

async function sendOver(connection: SMTPConnection, delivery: Delivery): Promise<Outcome> {
  let handed = false;
  let unwritten: unknown;
  // The text is asked for only when the server has answered DATA with 354.
  async function* text(): AsyncGenerator<Buffer> {
    try {
      await delivery.onHanded();
    } catch (error) {
      unwritten = error;
      throw error;
    }
    handed = true;
    yield delivery.message;
  }
  const outcome = await new Promise<Outcome>((done) => {
    connection.send(
      { from: delivery.from, to: [delivery.to], size: delivery.message.length },
      Readable.from(text()),
      (error) => done(error === null ? { kind: 'sent' } : outcomeOf(error, handed, connection.destroyed)),
    );
  });
  if (unwritten !== undefined) {
    connection.close();
    throw unwritten;
  }
  return begunAfresh(connection, outcome);
}

/** Opens a connection and logs in. Never throws. */
export async function openSession(server: MailServer): Promise<OpenedSession> {
  const { default: Connection } = await import('nodemailer/lib/smtp-connection');
  const connection = new Connection({
    host: server.host,
    port: server.port,
    secure: server.secure,
    requireTLS: server.requireTls,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: answerMs,
  });
  // Without a listener, an error between two messages would end the program; the next message finds the line dead.
  connection.on('error', () => undefined);
  const failed = (error: NonNullable<SmtpError>): OpenedSession => {
    connection.close();
    return { why: whyOf(error), final: error.responseCode !== undefined && error.responseCode >= 500 };
  };
  const refused = await new Promise<NonNullable<SmtpError> | undefined>((done) => {
    connection.once('error', done);
    connection.connect((error) => done(error));
  });
  if (refused !== undefined) return failed(refused);
  const { user, password } = server;
  if (user !== undefined) {
    const denied = await new Promise<SmtpError>((done) => {
      connection.once('error', done);
      connection.login({ user, pass: password ?? '' }, done);
    });
    if (denied) return failed(denied);
  }
  return {
    session: {
      send: (delivery) => sendOver(connection, delivery),
      close: () => connection.quit(),
    },
  };
}

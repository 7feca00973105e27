import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { lockFolder } from '../archive/index.ts';
import {
  type DeliveryReport,
  deliver,
  hasMailLibrary,
  LedgerDamaged,
  type Letter,
  type MailServer,
  openLedger,
  openSession,
  parseMailServer,
  parseRecipients,
  type RecipientList,
} from '../mail/index.ts';
import { defined } from '../model/defined.ts';
import type { MailSettings } from '../model/mail-settings.ts';
import type { Problem } from '../model/types.ts';
import { mailEdition, type RenderedEdition } from '../run/mail/edition.ts';
import * as problems from '../run/mail/problems.ts';
import type { GlobalOptions, SiteFolder } from '../run/site-folder.ts';
import { interfaceLanguage, translator } from '../site/messages.ts';
import { type CommandResult, stoppedBy } from './command-result.ts';
import { type Console, printProblems } from './console.ts';
import { exitCodes } from './exit-codes.ts';
import { untilSignal } from './until-signal.ts';

export interface MailOptions extends GlobalOptions {
  /** `2026-05-18`, `2026-w21` or `2026-05`; the newest closed edition when absent. */
  readonly edition?: string;
  readonly dryRun: boolean;
  readonly resend: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Lists come from the environment first, so that a public folder need not hold people's addresses. */
async function recipientsOf(
  mail: MailSettings,
  folder: SiteFolder,
  env: Environment,
): Promise<(RecipientList & { readonly where: string }) | { readonly problem: Problem }> {
  const own = env.DAYBOOK_MAIL_TO;
  if (own !== undefined && own.trim() !== '')
    return { ...parseRecipients(own.replaceAll(',', '\n')), where: 'environment variable DAYBOOK_MAIL_TO' };
  if (mail.to === undefined) return { problem: problems.noRecipients('daybook.yaml, mail.to') };
  if (typeof mail.to !== 'string')
    return { ...parseRecipients(mail.to.join('\n')), where: 'daybook.yaml, mail.to' };
  try {
    return { ...parseRecipients(await readFile(join(folder.dir, mail.to), 'utf8')), where: mail.to };
  } catch (error) {
    return { problem: problems.unreadableList(mail.to, error) };
  }
}

function letterOf({ id, ...content }: RenderedEdition, mail: MailSettings, { config }: SiteFolder): Letter {
  const language = interfaceLanguage(config.locale);
  return {
    edition: id,
    ...content,
    language,
    from: mail.from,
    ...defined({ replyTo: mail.replyTo, unsubscribe: mail.unsubscribe }),
    unsubscribeLabel: translator(language)('mailUnsubscribe'),
    host: new URL(config.url).hostname,
    listName: config.title,
  };
}

/** `a@example.org` of `Name <a@example.org>`. */
function bareAddress(text: string): string {
  return /<([^<>]+)>$/.exec(text)?.[1] ?? text;
}

function finished(report: DeliveryReport, edition: string, quiet: boolean, console: Console): CommandResult {
  const { sent, before, refused, later, uncertain, stopped, left } = report;
  const found = problems.ofDelivery(report, edition);
  printProblems(found, console);
  if (!quiet)
    console.err(
      `${edition}: ${sent} sent, ${before} had it before, ${refused.length} refused, ${later.length} to be tried again, ${uncertain.length} uncertain.\n`,
    );
  const failed = stopped !== undefined || left !== undefined || later.length > 0 || uncertain.length > 0;
  return {
    exitCode: failed ? exitCodes.failed : exitCodes.done,
    report: { mail: { edition, ...report }, problems: found },
  };
}

interface Sending {
  readonly letter: Letter;
  readonly list: RecipientList;
  readonly server: MailServer;
  readonly mail: MailSettings;
  readonly signal: AbortSignal;
}

/** Sends while no other run does: two at once could both find a reader without mail. */
async function sendLocked(
  options: MailOptions,
  folder: SiteFolder,
  { letter, list, server, mail, signal }: Sending,
  console: Console,
): Promise<CommandResult> {
  const dir = join(folder.dir, '_data', 'state', 'mail');
  const path = join(dir, `${letter.edition}.txt`);
  const lock = await lockFolder(dir);
  if (lock.kind === 'held') return stoppedBy(problems.held(dir, lock.by), exitCodes.locked, console);
  try {
    const ledger = await openLedger(path);
    try {
      const report = await deliver(
        {
          letter,
          envelopeFrom: bareAddress(mail.from),
          recipients: list.recipients,
          ledger,
          date: new Date(options.now),
          pauseMs: mail.perMinute === undefined ? 0 : Math.ceil(60_000 / mail.perMinute),
          resend: options.resend,
          signal,
        },
        {
          open: () => openSession(server),
          wait: (ms) => wait(ms, undefined, { signal }).catch(() => undefined),
          progress: (done, total) => {
            if (console.isTerminal && !options.quiet)
              console.err(`\r${done} of ${total}${done === total ? '\n' : ''}`);
          },
        },
      );
      return finished(report, letter.edition, options.quiet, console);
    } finally {
      await ledger.close();
    }
  } catch (error) {
    const isDamaged = error instanceof LedgerDamaged;
    const problem = isDamaged ? problems.ledgerDamaged(path) : problems.ledgerFailed(dir, error);
    return stoppedBy(problem, exitCodes.failed, console);
  } finally {
    await lock.release();
  }
}

/**
 * `daybook mail [edition]`: sends an edition that was rendered to each address of the list, once. Exit code 1 when some
 * message has to be tried again, 2 when something is missing, 4 when another run is sending.
 */
export async function mailCommand(
  options: MailOptions,
  folder: SiteFolder,
  console: Console,
  env: Environment = process.env,
): Promise<CommandResult> {
  const { mail } = folder.config;
  const usage = (problem: Problem): CommandResult => stoppedBy(problem, exitCodes.usage, console);
  if (mail === undefined) return usage(problems.notConfigured);
  const edition = await mailEdition(options, folder, mail);
  if ('problem' in edition) return usage(edition.problem);
  const list = await recipientsOf(mail, folder, env);
  if ('problem' in list) return usage(list.problem);
  if (list.unreadable.length > 0) printProblems([problems.unreadableLines(list, list.where)], console);
  if (list.recipients.length === 0) return usage(problems.noRecipients(list.where));
  const letter = letterOf(edition, mail, folder);
  if (options.dryRun) {
    const bytes = Buffer.byteLength(letter.html);
    console.err(
      `Would send “${letter.subject}” (${bytes} bytes of HTML) to ${list.recipients.length} addresses.\n`,
    );
    return {
      exitCode: exitCodes.done,
      report: { mail: { edition: letter.edition, recipients: list.recipients.length } },
    };
  }
  const address = env.DAYBOOK_SMTP_URL;
  if (address === undefined || address === '') return usage(problems.noServer);
  const parsed = parseMailServer(address);
  if ('problem' in parsed) return usage(parsed.problem);
  if (!(await hasMailLibrary())) return usage(problems.noLibrary);
  const { server } = parsed;
  return untilSignal(
    console,
    (signal) => sendLocked(options, folder, { letter, list, server, mail, signal }, console),
    'Stopping after the message that is on its way.',
  );
}

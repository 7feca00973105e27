import type { DeliveryReport, RecipientList } from '../../mail/index.ts';
import { count } from '../../model/count.ts';
import { errorMessage } from '../../model/error-message.ts';
import type { Problem } from '../../model/types.ts';

/** What can go wrong when an edition is sent. Nothing here repeats a password. */

export const notConfigured: Problem = {
  code: 'MAIL_NOT_CONFIGURED',
  what: 'The digest does not know who sends its mails.',
  where: 'daybook.yaml, mail',
  why: 'Sending needs "mail:" with "from:", and "outputs: { mail: true }" so that editions are made as mails.',
  fix: 'Add: mail: { from: "Name <news@example.org>", to: readers.txt }',
};

export const noServer: Problem = {
  code: 'MAIL_NO_SERVER',
  what: 'No mail server is named.',
  where: 'environment variable DAYBOOK_SMTP_URL',
  why: 'The server’s address contains a password, so it is read from the environment only.',
  fix: 'Set DAYBOOK_SMTP_URL=smtps://user:password@smtp.example.org:465.',
};

export const noLibrary: Problem = {
  code: 'MAIL_NO_LIBRARY',
  what: 'No mail can be sent from this machine.',
  where: 'node_modules/nodemailer',
  why: 'The package "nodemailer", which only daybook mail needs, is not installed.',
  fix: 'Run npm install nodemailer.',
  kept: 'Nothing was sent.',
};

export function noRecipients(where: string): Problem {
  return {
    code: 'MAIL_NO_RECIPIENTS',
    what: 'There is nobody to send to.',
    where,
    why: 'The list is missing or contains no address.',
    fix: 'Name a file with one address a line in "mail: { to: … }", or set DAYBOOK_MAIL_TO.',
  };
}

export function unreadableList(path: string, error: unknown): Problem {
  return {
    code: 'MAIL_NO_RECIPIENTS',
    what: 'The list of addresses could not be read.',
    where: path,
    why: errorMessage(error),
    fix: 'Name a file in the site folder with one address a line.',
  };
}

export function unreadableLines({ unreadable }: RecipientList, where: string): Problem {
  const shown = unreadable.slice(0, 10).join(', ');
  return {
    code: 'MAIL_BAD_RECIPIENT',
    what: `${count(unreadable.length, 'line')} of the list cannot be read as a mail address.`,
    where: `${where}, line ${shown}${unreadable.length > 10 ? ', …' : ''}`,
    why: 'A line contains one address, bare or as Name <reader@example.org>.',
    fix: 'Correct these lines, or put # before them.',
    kept: 'The other addresses get the edition.',
  };
}

export function noEdition(where: string, why: string): Problem {
  return {
    code: 'MAIL_NO_EDITION',
    what: 'There is no such edition to send.',
    where,
    why,
    fix: 'Name one as 2026-05-18, 2026-w21 or 2026-05; without a name, the newest closed edition is sent.',
  };
}

export function notRendered(where: string): Problem {
  return {
    code: 'MAIL_NOT_RENDERED',
    what: 'The edition has not been made as a mail.',
    where,
    why: 'daybook mail sends what daybook render wrote.',
    fix: 'Set "outputs: { mail: true }", and run daybook render first.',
  };
}

export function held(where: string, by: string): Problem {
  return {
    code: 'MAIL_HELD',
    what: 'Another run is sending mails.',
    where,
    why: `${by} holds the list of what was sent.`,
    fix: 'Wait until it is done; then run this again, and it goes on with the rest.',
    kept: 'Nothing was sent by this run.',
  };
}

export function ledgerFailed(where: string, error: unknown): Problem {
  return {
    code: 'MAIL_LEDGER_FAILED',
    what: 'What was sent could not be recorded, so sending stopped.',
    where,
    why: errorMessage(error),
    fix: 'Make room on the disk or correct its permissions; then run this again.',
    kept: 'Everything sent so far is on record, except for at most one message.',
  };
}

export function ledgerDamaged(where: string): Problem {
  return {
    code: 'MAIL_LEDGER_DAMAGED',
    what: 'The list of who has the edition cannot be read.',
    where,
    why: 'It has lines, but none that Daybook wrote: it was damaged, or edited.',
    fix: 'Bring the file back from git or a backup. Remove it only if nobody has the edition yet.',
    kept: 'Nothing was sent, so that nobody gets the edition twice.',
  };
}

function listed(found: readonly { readonly to: string; readonly why: string }[]): string {
  const shown = found.slice(0, 5).map(({ to, why }) => `${to} (${why})`);
  return shown.join('; ') + (found.length > 5 ? `; and ${found.length - 5} more` : '');
}

/** What a delivery leaves to be said, all at once. */
export function ofDelivery(report: DeliveryReport, edition: string): Problem[] {
  const found: Problem[] = [];
  const where = `edition ${edition}`;
  if (report.stopped !== undefined)
    found.push({
      code: 'MAIL_STOPPED',
      what: 'The mail server could not be reached, so sending stopped.',
      where,
      why: report.stopped,
      fix: 'Run daybook mail again later: it goes on with the readers who do not have the edition yet.',
      kept: 'Nobody who has it will get it again.',
    });
  if (report.left !== undefined)
    found.push({
      code: 'MAIL_INTERRUPTED',
      what: `A signal ended sending: ${count(report.left, 'reader')} still ${report.left === 1 ? 'waits' : 'wait'} for the edition.`,
      where,
      why: 'Somebody pressed Ctrl-C, or the system asked the program to end.',
      fix: 'Run daybook mail again: it goes on with them.',
      kept: 'Nobody who has it will get it again.',
    });
  if (report.refused.length > 0)
    found.push({
      code: 'MAIL_REFUSED',
      what: `The server refused ${count(report.refused.length, 'address', 'addresses')} permanently.`,
      where,
      why: listed(report.refused),
      fix: 'Take addresses that no longer exist off the list.',
      kept: 'They are not tried again for this edition.',
    });
  if (report.later.length > 0)
    found.push({
      code: 'MAIL_LATER',
      what: `The server refused ${count(report.later.length, 'address', 'addresses')} for now.`,
      where,
      why: listed(report.later),
      fix: 'Run daybook mail again in an hour: it sends only to these.',
    });
  if (report.uncertain.length > 0)
    found.push({
      code: 'MAIL_UNCERTAIN',
      what: `It is not known whether ${count(report.uncertain.length, 'message')} arrived.`,
      where,
      why: `The connection broke after the text was sent and before the server answered: ${report.uncertain.slice(0, 5).join(', ')}${report.uncertain.length > 5 ? ', …' : ''}.`,
      fix: 'Ask one of the readers; then run daybook mail --resend if they have nothing.',
      kept: 'They are not sent again automatically, so that nobody gets an edition twice.',
    });
  return found;
}

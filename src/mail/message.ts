import { phraseOf } from './phrase.ts';
import type { Recipient } from './recipients.ts';

/** An edition ready to be sent. */
export interface Letter {
  /** `2026-05-18` */
  readonly edition: string;
  readonly subject: string;
  /** A whole document; the last `{address}` of it stands for the reader's address. */
  readonly html: string;
  readonly text: string;
  /** BCP 47 */
  readonly language: string;
  /** As in a mail's head: `Name <a@example.org>`. */
  readonly from: string;
  readonly replyTo?: string;
  /** `https:` or `mailto:`, with `{address}` for the reader's own. */
  readonly unsubscribe?: string;
  /** The word before the address at the end of the text. */
  readonly unsubscribeLabel: string;
  /** Host of the site: names the list, and stands in message ids. */
  readonly host: string;
  /** Name of the list: the site's title. */
  readonly listName: string;
}

interface MessageInput {
  readonly letter: Letter;
  readonly to: Recipient;
  readonly mark: string;
  readonly date: Date;
}

const place = '{address}';

/** What a reader follows to leave the list. */
function unsubscribeAddress(pattern: string, { address }: Recipient): string {
  return pattern.replaceAll(place, encodeURIComponent(address));
}

/**
 * Only the last `{address}` is ours: the link stands below all items, and one in an item's link would tell the reader's
 * address to a stranger.
 */
function withAddress(html: string, pattern: string, to: Recipient): string {
  if (!pattern.includes(place)) return html;
  const at = html.lastIndexOf(place);
  return at < 0 ? html : html.slice(0, at) + encodeURIComponent(to.address) + html.slice(at + place.length);
}

/** RFC 2369 and, for a page that takes a POST, RFC 8058. */
function listHeaders({ letter, to }: MessageInput): Record<string, string> {
  const { unsubscribe, listName, host } = letter;
  const headers: Record<string, string> = {
    'List-Id': `${phraseOf(listName)} <daybook.${host}>`,
    'Content-Language': letter.language,
    // RFC 3834: answering machines keep quiet.
    'Auto-Submitted': 'auto-generated',
    Precedence: 'list',
  };
  if (unsubscribe === undefined) return headers;
  headers['List-Unsubscribe'] = `<${unsubscribeAddress(unsubscribe, to)}>`;
  if (unsubscribe.startsWith('https:')) headers['List-Unsubscribe-Post'] = 'List-Unsubscribe=One-Click';
  return headers;
}

function textOf({ letter, to }: MessageInput): string {
  if (letter.unsubscribe === undefined) return letter.text;
  return `${letter.text}\n-- \n${letter.unsubscribeLabel}: ${unsubscribeAddress(letter.unsubscribe, to)}\n`;
}

/**
 * One reader's message: text and HTML, with an id that is the same at every try, so that a server or reader that gets it
 * twice can tell (RFC 5322, RFC 2046).
 */
export async function composeMessage(input: MessageInput): Promise<Buffer> {
  const { letter, to, mark, date } = input;
  const { unsubscribe } = letter;
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const composer = new MailComposer({
    from: letter.from,
    to: to.name === undefined ? to.address : { name: to.name, address: to.address },
    ...(letter.replyTo !== undefined && { replyTo: letter.replyTo }),
    subject: letter.subject,
    text: textOf(input),
    html: unsubscribe === undefined ? letter.html : withAddress(letter.html, unsubscribe, to),
    date,
    messageId: `<${letter.edition}.${mark}@${letter.host}>`,
    headers: listHeaders(input),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

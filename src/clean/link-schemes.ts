/**
 * Schemes of addresses. A body's links may have any of these; pictures, media, frames and an item's own fields `http` and
 * `https` alone.
 *
 * A scheme is listed when a browser never opens it itself, so that it can run no script and read no file, and when the
 * program that it is handed to shows something or asks before it acts. The list is HTML's of schemes that a site may ask
 * to handle, and what feeds were seen to use beside it. Not listed, on purpose: `javascript`, `vbscript`, `data`, `blob`,
 * `file`, `filesystem`, `about`, `view-source`, `jar`, `intent`, `ms-*`, `chrome`, `search-ms`, `smb`, `telnet`, `steam`,
 * `shortcuts`; and `feed`, in which others can hide (`feed:javascript:…`).
 *
 * @see https://html.spec.whatwg.org/multipage/system-state.html#safelisted-scheme
 */

export const webSchemes: ReadonlySet<string> = new Set(['http:', 'https:']);

/** Shells and version control: handed to programs that read a leading hyphen as an option. */
const hostSchemes: ReadonlySet<string> = new Set(['git:', 'git+ssh:', 'sftp:', 'ssh:', 'svn:', 'svn+ssh:']);

export const linkSchemes: ReadonlySet<string> = new Set([
  ...webSchemes,
  ...hostSchemes,
  // People.
  ...['callto:', 'facetime:', 'im:', 'mailto:', 'sip:', 'sips:', 'skype:', 'sms:', 'smsto:', 'tel:', 'xmpp:'],
  // Rooms and boards.
  ...['irc:', 'irc6:', 'ircs:', 'matrix:', 'news:', 'nntp:'],
  // Documents, files and streams.
  ...['dav:', 'davs:', 'ftp:', 'ftps:', 'gemini:', 'gopher:', 'magnet:', 'mms:', 'rtmp:', 'rtsp:'],
  // Places, dates, keys, money, shops and packages.
  ...['apt:', 'bitcoin:', 'geo:', 'itms:', 'itms-apps:', 'openpgp4fpr:', 'spotify:', 'webcal:', 'webcals:'],
]);

/** A user's name without which such an address leads nowhere (`git@`), and which nobody takes for a host. */
const plainUser = /^[a-z][\w-]{0,31}$/i;

/**
 * Takes a user's name and password out of an address: on the web they only serve to make one host look like another.
 * False when nobody should follow the address: what stands for its host is an option of a program, or missing.
 */
export function disarm(url: URL): boolean {
  const isForHost = hostSchemes.has(url.protocol);
  if (isForHost && (url.hostname === '' || /^(?:-|%2d)/i.test(url.hostname))) return false;
  if (url.password !== '') url.password = '';
  if (url.username !== '' && !(isForHost && plainUser.test(url.username))) url.username = '';
  return true;
}

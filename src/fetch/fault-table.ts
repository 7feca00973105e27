import type { FailureCause } from './types.ts';

/** What a code means for the person who can mend it. `%` in `why` stands for the detail. */
interface FaultEntry {
  readonly cause: FailureCause;
  readonly why: string;
  readonly fix: string;
}

const retry = 'Daybook asks again later, at growing intervals; you need not do anything unless it persists.';
const tellOwner = 'Tell the owner of the feed, or configure another address for it.';
const checkAddress = 'Check the address in a browser and correct it in the configuration.';

/** Every code of this room. Each is explained in `docs/errors.md`, "Fetching". */
export const faults = {
  FETCH_ADDRESS_INVALID: {
    cause: 'address',
    why: 'This is neither an http: or https: address nor a path inside the site folder.',
    fix: 'Write the whole address, beginning with https://, or a path inside the site folder.',
  },
  FETCH_ADDRESS_REFUSED: {
    cause: 'refused-address',
    why: 'It leads to %, an address of this machine or of a private network.',
    fix: 'If the feed really is there, set fetch.allowPrivateNetworks to true.',
  },
  FETCH_NAME_UNKNOWN: { cause: 'dns', why: 'The host name does not exist (%).', fix: checkAddress },
  FETCH_NAME_UNAVAILABLE: {
    cause: 'dns',
    why: 'The name service did not answer for this host (%).',
    fix: `Check this machine's network. ${retry}`,
  },
  FETCH_CONNECT_FAILED: { cause: 'connect', why: 'The server accepts no connection (%).', fix: retry },
  FETCH_CONNECT_TIMEOUT: {
    cause: 'timeout',
    why: 'The connection to the server timed out.',
    fix: retry,
  },
  FETCH_CONNECTION_LOST: {
    cause: 'connect',
    why: 'The server closed the connection before it answered (%).',
    fix: retry,
  },
  FETCH_TLS_UNTRUSTED: {
    cause: 'tls',
    why: "The server's certificate is not signed by an authority that this machine trusts (%).",
    fix: `${tellOwner} If browsers open it, the server leaves out certificates in between, which they get elsewhere. For an authority of your own, set NODE_EXTRA_CA_CERTS.`,
  },
  FETCH_TLS_EXPIRED: {
    cause: 'tls',
    why: "The server's certificate has expired or is not valid yet (%).",
    fix: `${tellOwner} If every feed says so, set this machine's clock.`,
  },
  FETCH_TLS_WRONG_NAME: {
    cause: 'tls',
    why: "The server's certificate was made for another host name.",
    fix: tellOwner,
  },
  FETCH_TLS_FAILED: {
    cause: 'tls',
    why: 'A secure connection could not be established (%).',
    fix: tellOwner,
  },
  FETCH_PROXY_FAILED: {
    cause: 'proxy',
    why: 'The proxy of this machine did not pass the request on (%).',
    fix: 'Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY in the environment.',
  },
  FETCH_HEADERS_TIMEOUT: {
    cause: 'timeout',
    why: 'The server accepted the request but did not begin to answer in time.',
    fix: retry,
  },
  FETCH_STALLED: { cause: 'timeout', why: 'The server stopped in the middle of its answer.', fix: retry },
  FETCH_TOO_SLOW: {
    cause: 'timeout',
    why: 'The whole answer took longer than %.',
    fix: `Raise fetch.timeout if the feed is worth the wait. ${retry}`,
  },
  FETCH_HEADERS_TOO_BIG: {
    cause: 'broken-answer',
    why: 'The headers of the answer are larger than any feed needs.',
    fix: tellOwner,
  },
  FETCH_HEADERS_TOO_MANY: {
    cause: 'broken-answer',
    why: 'The answer has more header fields than any feed needs (%).',
    fix: tellOwner,
  },
  FETCH_ANSWER_BROKEN: {
    cause: 'broken-answer',
    why: 'The answer breaks the rules of HTTP: %.',
    fix: 'Tell the owner of the feed. Until it is corrected, let a more lenient program store it (curl -o feed.xml …), and configure that file.',
  },
  FETCH_BODY_TOO_BIG: {
    cause: 'too-big',
    why: 'The answer is larger than %.',
    fix: 'Raise fetch.maxBytes, or ask the owner for a shorter feed.',
  },
  FETCH_BODY_BOMB: {
    cause: 'too-big',
    why: 'The answer grows past % once decompressed.',
    fix: 'Raise fetch.maxBytes if the feed is honest, or ask the owner for a shorter one.',
  },
  FETCH_BODY_CUT: { cause: 'broken-answer', why: 'The answer broke off before its end (%).', fix: retry },
  FETCH_ENCODING_BROKEN: {
    cause: 'broken-answer',
    why: 'The answer cannot be decompressed (%).',
    fix: tellOwner,
  },
  FETCH_ENCODING_UNKNOWN: {
    cause: 'broken-answer',
    why: 'The answer is compressed in a way that was not asked for: %.',
    fix: tellOwner,
  },
  FETCH_REDIRECT_LIMIT: {
    cause: 'redirect',
    why: 'The address redirects more than % times.',
    fix: checkAddress,
  },
  FETCH_REDIRECT_LOOP: { cause: 'redirect', why: 'The address redirects in a circle.', fix: checkAddress },
  FETCH_REDIRECT_BROKEN: {
    cause: 'redirect',
    why: 'The server redirects without saying where to, or to something that is not a web address (%).',
    fix: checkAddress,
  },
  FETCH_UNAUTHORIZED: {
    cause: 'client-error',
    why: 'The server wants a name and a password (%).',
    fix: 'Put them into the address (https://name:password@host/…), or remove the feed.',
  },
  FETCH_FORBIDDEN: {
    cause: 'client-error',
    why: 'The server refuses to hand the feed to programs like this one (%).',
    fix: 'Ask the owner to let feed readers in; the User-Agent says how to reach you.',
  },
  FETCH_BOT_CHALLENGE: {
    cause: 'client-error',
    why: 'The server sent a bot challenge, a page that asks for proof that you are human, in place of the feed %.',
    fix: 'Ask the owner to exempt the feed’s address from it; no feed reader can pass. The User-Agent says how to reach you.',
  },
  FETCH_ROBOTS: {
    cause: 'client-error',
    why: 'The robots.txt of its host forbids the page to programs, or could not be read.',
    fix: 'Ask the owner to let "Daybook" in, or remove fullText from the feed.',
  },
  FETCH_NOT_FOUND: {
    cause: 'client-error',
    why: 'There is nothing at this address (%).',
    fix: checkAddress,
  },
  FETCH_GONE: {
    cause: 'gone',
    why: 'The server says that the feed is permanently gone (410).',
    fix: 'Remove the feed from the configuration; after a second 410 it is not asked any more.',
  },
  FETCH_RATE_LIMITED: {
    cause: 'rate-limit',
    why: 'The server was asked too often, by us or by others at this address (429).',
    fix: 'Nothing: Daybook waits as long as the server asks.',
  },
  FETCH_REFUSED: { cause: 'client-error', why: 'The server refuses the request (%).', fix: checkAddress },
  FETCH_UNAVAILABLE: {
    cause: 'server-error',
    why: 'The server is out of service for now (503).',
    fix: retry,
  },
  FETCH_SERVER_ERROR: { cause: 'server-error', why: 'The server failed (%).', fix: retry },
  FETCH_STATUS_UNEXPECTED: {
    cause: 'broken-answer',
    why: 'The server answered with a status that brings no feed (%).',
    fix: tellOwner,
  },
  FETCH_NOT_MODIFIED_UNASKED: {
    cause: 'broken-answer',
    why: 'The server says "not modified" (304) although nothing was ever fetched.',
    fix: tellOwner,
  },
  FETCH_FILE_MISSING: {
    cause: 'file',
    why: 'There is no such file in the site folder.',
    fix: 'Correct the path; it is read from the site folder. For an address on the web, write https:// before it.',
  },
  FETCH_FILE_OUTSIDE: {
    cause: 'file',
    why: 'The path leads out of the site folder.',
    fix: 'Move the file, or what a symbolic link points at, into the site folder.',
  },
  FETCH_FILE_UNREADABLE: {
    cause: 'file',
    why: 'The file cannot be read (%).',
    fix: 'Make it an ordinary file that this user may read.',
  },
  FETCH_FILE_TOO_BIG: {
    cause: 'too-big',
    why: 'The file is larger than %.',
    fix: 'Raise fetch.maxBytes, or shorten the file.',
  },
  FETCH_UNKNOWN: {
    cause: 'unknown',
    why: 'An unexpected error occurred (%).',
    fix: `${retry} If it persists, report it with this message.`,
  },
} as const satisfies Readonly<Record<string, FaultEntry>>;

export type FaultCode = keyof typeof faults;

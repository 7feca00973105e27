import { errorCode } from '../model/error-code.ts';
import { errorMessage } from '../model/error-message.ts';
import type { FaultCode } from './fault-table.ts';

/** A server asks to be left alone. */
export interface Pause {
  /** The host that answered, which a redirect may have led to. */
  readonly host: string;
  /** Absent when the server does not say for how long. */
  readonly ms?: number;
}

/**
 * Why a request came to nothing. Thrown inside this room only: `fetchAll` turns every one into a `Problem`.
 * `detail` fills the sentence of the code; `pause` is what a server asked for its host.
 */
export class FetchFault extends Error {
  readonly code: FaultCode;
  readonly detail: string;
  readonly pause: Pause | undefined;

  constructor(code: FaultCode, options: { detail?: string; pause?: Pause; cause?: unknown } = {}) {
    super(code, { cause: options.cause });
    this.code = code;
    this.detail = options.detail ?? '';
    this.pause = options.pause;
  }
}

/** Codes of Node, OpenSSL and undici that have a sentence of their own. */
const knownFaults: Readonly<Record<string, FaultCode>> = {
  UND_ERR_CONNECT_TIMEOUT: 'FETCH_CONNECT_TIMEOUT',
  ETIMEDOUT: 'FETCH_CONNECT_TIMEOUT',
  UND_ERR_HEADERS_TIMEOUT: 'FETCH_HEADERS_TIMEOUT',
  UND_ERR_BODY_TIMEOUT: 'FETCH_STALLED',
  UND_ERR_HEADERS_OVERFLOW: 'FETCH_HEADERS_TOO_BIG',
  HPE_HEADER_OVERFLOW: 'FETCH_HEADERS_TOO_BIG',
  ENOTFOUND: 'FETCH_NAME_UNKNOWN',
  ENODATA: 'FETCH_NAME_UNKNOWN',
  EAI_AGAIN: 'FETCH_NAME_UNAVAILABLE',
  ESERVFAIL: 'FETCH_NAME_UNAVAILABLE',
  ECONNREFUSED: 'FETCH_CONNECT_FAILED',
  EHOSTUNREACH: 'FETCH_CONNECT_FAILED',
  ENETUNREACH: 'FETCH_CONNECT_FAILED',
  EADDRNOTAVAIL: 'FETCH_CONNECT_FAILED',
  EACCES: 'FETCH_CONNECT_FAILED',
  ECONNRESET: 'FETCH_CONNECTION_LOST',
  EPIPE: 'FETCH_CONNECTION_LOST',
  UND_ERR_SOCKET: 'FETCH_CONNECTION_LOST',
  ERR_HTTP2_STREAM_ERROR: 'FETCH_CONNECTION_LOST',
  ERR_HTTP2_SESSION_ERROR: 'FETCH_CONNECTION_LOST',
  ERR_HTTP2_GOAWAY_SESSION: 'FETCH_CONNECTION_LOST',
  CERT_HAS_EXPIRED: 'FETCH_TLS_EXPIRED',
  CERT_NOT_YET_VALID: 'FETCH_TLS_EXPIRED',
  ERR_TLS_CERT_ALTNAME_INVALID: 'FETCH_TLS_WRONG_NAME',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'FETCH_TLS_UNTRUSTED',
  SELF_SIGNED_CERT_IN_CHAIN: 'FETCH_TLS_UNTRUSTED',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'FETCH_TLS_UNTRUSTED',
  UNABLE_TO_GET_ISSUER_CERT: 'FETCH_TLS_UNTRUSTED',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'FETCH_TLS_UNTRUSTED',
  CERT_UNTRUSTED: 'FETCH_TLS_UNTRUSTED',
  CERT_REVOKED: 'FETCH_TLS_UNTRUSTED',
  UND_ERR_PRX_TLS: 'FETCH_PROXY_FAILED',
};

/** Families of codes, tried in order when the table has no entry. */
const families: readonly (readonly [RegExp, FaultCode])[] = [
  [/^(ERR_SSL_|ERR_TLS_|EPROTO|ERR_OSSL_|CERT_)/, 'FETCH_TLS_FAILED'],
  [/^(HPE_|ERR_HTTP2_|UND_ERR_RES_)/, 'FETCH_ANSWER_BROKEN'],
];

/** Turns whatever was thrown into a fault; the original stays as its `cause`. */
export function toFault(error: unknown): FetchFault {
  if (error instanceof FetchFault) return error;
  const code = deepCode(error);
  const message = errorMessage(error);
  if (/^Proxy (?:response|Authentication)/.test(message)) {
    return new FetchFault('FETCH_PROXY_FAILED', { detail: message, cause: error });
  }
  const known = knownFaults[code] ?? families.find(([pattern]) => pattern.test(code))?.[1] ?? 'FETCH_UNKNOWN';
  const detail = known === 'FETCH_ANSWER_BROKEN' ? whatIsBroken(error, code) : code || message;
  return new FetchFault(known, { detail, cause: error });
}

/** What is wrong with an answer, in the words of the library that refused it, else its code. */
function whatIsBroken(error: unknown, code: string): string {
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH')
    return 'its Content-Length is not the length of what was sent, or is there twice';
  const [, said] = /HTTP\/1\.1 protocol \(([^()]{1,100})\)/.exec(errorMessage(error)) ?? [];
  return said ?? code;
}

/** The code of an error, of the first of several (one per address tried), or of what caused it. */
function deepCode(error: unknown): string {
  const code = errorCode(error);
  if (code !== undefined || !(error instanceof Error)) return code ?? '';
  if (error.name === 'HTTPParserError') return 'HPE_PARSER';
  if (error instanceof AggregateError && error.errors.length > 0) return deepCode(error.errors[0]);
  return error.cause === undefined ? '' : deepCode(error.cause);
}

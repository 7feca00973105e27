import { FetchFault } from '../fault.ts';
import type { FaultCode } from '../fault-table.ts';

const statusCodes: Readonly<Record<number, FaultCode>> = {
  401: 'FETCH_UNAUTHORIZED',
  403: 'FETCH_FORBIDDEN',
  404: 'FETCH_NOT_FOUND',
  407: 'FETCH_PROXY_FAILED',
  410: 'FETCH_GONE',
  429: 'FETCH_RATE_LIMITED',
  503: 'FETCH_UNAVAILABLE',
};

/**
 * The fault that a status other than 200, 304 and the redirects stands for. A 429 pauses its host, a 503 only when it
 * says for how long: without, it may be one script of many that is down.
 */
export function statusFault(status: number, host: string, retryAfterMs: number | undefined): FetchFault {
  const pauses = status === 429 || (status === 503 && retryAfterMs !== undefined);
  return new FetchFault(statusCodes[status] ?? familyOf(status), {
    detail: String(status),
    ...(pauses && { pause: { host, ...(retryAfterMs !== undefined && { ms: retryAfterMs }) } }),
  });
}

function familyOf(status: number): FaultCode {
  if (status >= 500 && status < 600) return 'FETCH_SERVER_ERROR';
  if (status >= 400 && status < 500) return 'FETCH_REFUSED';
  return 'FETCH_STATUS_UNEXPECTED';
}

import { FetchFault } from './fault.ts';
import type { FaultCode } from './fault-table.ts';

const STATUS_CODES: Readonly<Record<number, FaultCode>> = {
  401: 'FETCH_UNAUTHORIZED',
  407: 'FETCH_PROXY_FAILED',
  403: 'FETCH_FORBIDDEN',
  404: 'FETCH_NOT_FOUND',
  410: 'FETCH_GONE',
  429: 'FETCH_RATE_LIMITED',
  503: 'FETCH_UNAVAILABLE',
};

/** The fault that a status other than 200, 304 and the redirects stands for. `retryAfterMs` counts for 429 and 503. */
export function statusFault(status: number, retryAfterMs: number | undefined): FetchFault {
  const waits = (status === 429 || status === 503) && retryAfterMs !== undefined;
  return new FetchFault(STATUS_CODES[status] ?? familyOf(status), {
    detail: String(status),
    ...(waits && { retryAfterMs }),
  });
}

function familyOf(status: number): FaultCode {
  if (status >= 500 && status < 600) return 'FETCH_SERVER_ERROR';
  if (status >= 400 && status < 500) return 'FETCH_REFUSED';
  return 'FETCH_STATUS_UNEXPECTED';
}

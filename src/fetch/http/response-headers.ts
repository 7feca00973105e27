import type { IncomingHttpHeaders } from 'node:http';
import { FetchFault } from '../fault.ts';
import { showBytes } from '../limits.ts';
import type { TransportLimits } from '../types.ts';

/** One text a name, in lower case: several fields of a name are joined as RFC 9110, section 5.3, says. */
export function plainHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name.startsWith(':')) continue;
    plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}

/**
 * @throws FetchFault for more fields or bytes than any feed needs. The HTTP/1.1 parser stops at the bytes by itself;
 * HTTP/2 does not.
 */
export function checkHeaders(headers: IncomingHttpHeaders, limits: TransportLimits): void {
  let fields = 0;
  let size = 0;
  for (const [name, value] of Object.entries(headers)) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) {
      fields += 1;
      size += name.length + one.length + 4;
    }
  }
  if (fields > limits.maxHeaderFields) {
    throw new FetchFault('FETCH_HEADERS_TOO_MANY', {
      detail: `${fields} of at most ${limits.maxHeaderFields}`,
    });
  }
  if (size > limits.maxHeaderBytes) {
    throw new FetchFault('FETCH_HEADERS_TOO_BIG', { detail: showBytes(size) });
  }
}

import { type Delivery, type Finding, found, type Observation } from './observation.ts';

const kb = 1000;

function addressFindings({ steps }: Delivery): Finding[] {
  const moved = steps.slice(0, -1);
  const isPage = (status: number): boolean => status === 200 || status === 203;
  const page = moved.find(({ status }) => isPage(status));
  const passing = moved.filter(({ status }) => status !== 301 && status !== 308 && !isPage(status));
  return found([
    !steps.at(-1)?.url.startsWith('https:') && {
      code: 'CHECK_NO_TLS',
      level: 'warning',
      what: 'The feed comes over http: without encryption.',
      why: 'Anybody on the way can read and change it, and browsers refuse its images on secure pages.',
      fix: 'Serve it over https:, and redirect the old address there with 301.',
    },
    moved.length > 1 && {
      code: 'CHECK_MANY_REDIRECTS',
      level: 'advice',
      what: `There are ${moved.length} redirects between the address and the feed.`,
      why: 'Each costs every reader a request, every time, and each can break.',
      fix: 'Redirect straight to the last address.',
    },
    page !== undefined && {
      code: 'CHECK_PAGE_REDIRECT',
      level: 'warning',
      what: `A web page is in the feed's place and leads on to it: ${page.url}`,
      why: 'It redirects browsers (refresh); most feed readers take it for a page and show nothing.',
      fix: 'Answer 301 with the new address there, or put the feed itself in its place.',
    },
    passing.length > 0 && {
      code: 'CHECK_TEMPORARY_REDIRECT',
      level: 'advice',
      what: `A redirect is temporary (${passing.map(({ status }) => status).join(', ')}).`,
      why: 'Readers have to keep asking the old address for ever.',
      fix: 'If the move is permanent, answer 301 or 308.',
    },
  ]);
}

const noValidators: Finding = {
  code: 'CHECK_NO_VALIDATORS',
  level: 'warning',
  what: 'The answer has neither an ETag nor a Last-Modified.',
  why: 'Readers cannot ask whether anything is new, so the whole feed travels every time; polite ones ask you rarely.',
  fix: 'Let the server send an ETag or Last-Modified; for a file on disk every web server can.',
};

const validatorsIgnored: Finding = {
  code: 'CHECK_VALIDATORS_IGNORED',
  level: 'warning',
  what: 'Asked with its own validators, the server sent the same feed again instead of a 304.',
  why: 'Every reader downloads the whole feed at every visit.',
  fix: 'Answer If-None-Match and If-Modified-Since with 304. A cache or a plug-in in front often strips them.',
};

const secondFailed: Finding = {
  code: 'CHECK_UNSTEADY',
  level: 'warning',
  what: 'The first request was answered, the second was not.',
  why: 'A server that answers only now and then loses readers, and those who stay miss items.',
  fix: 'Look at its log; bot protection must let feed readers through.',
};

/** A cache that answers `max-age` is what lets a server rest. */
function cachingFindings({ headers, again }: Delivery): Finding[] {
  const hasValidators = headers.etag !== undefined || headers['last-modified'] !== undefined;
  const control = headers['cache-control'] ?? '';
  return found([
    !hasValidators && noValidators,
    hasValidators && again.kind === 'same-bytes' && validatorsIgnored,
    again.kind === 'failed' && secondFailed,
    /no-store/i.test(control) && {
      code: 'CHECK_NO_STORE',
      level: 'advice',
      what: 'Cache-Control forbids storing the feed (no-store).',
      why: 'Shared readers and proxies then ask you once for each of their users.',
      fix: 'Send "Cache-Control: max-age=1800" or leave it out; "no-cache" still allows a 304.',
    },
    control === '' &&
      headers.expires === undefined && {
        code: 'CHECK_NO_MAX_AGE',
        level: 'advice',
        what: 'Nothing says how long the answer stays fresh.',
        why: 'Readers guess how often to come: too often for you, or too rarely for your audience.',
        fix: 'Send "Cache-Control: max-age=1800", or whatever fits how often you publish.',
      },
  ]);
}

const feedTypes = /^(?:application|text)\/(?:(?:rss|atom|rdf)\+xml|xml|feed\+json|json)$/i;

function typeFinding(format: string, type: string | undefined): Finding | undefined {
  const bare = type?.split(';')[0]?.trim().toLowerCase();
  if (format.startsWith('h-feed') || (bare !== undefined && feedTypes.test(bare))) return undefined;
  const right = /^json/.test(format)
    ? 'application/feed+json'
    : /^atom/.test(format)
      ? 'application/atom+xml'
      : 'application/rss+xml';
  return {
    code: 'CHECK_CONTENT_TYPE',
    level: 'warning',
    what:
      bare === undefined ? 'The answer has no Content-Type.' : `The Content-Type is ${bare.slice(0, 80)}.`,
    why: 'Programs that rely on it do not recognise the document as a feed.',
    fix: `Send "Content-Type: ${right}".`,
  };
}

/** What the way of the feed to its readers is like. */
export function deliveryFindings({ delivery, feed, bytes }: Observation): Finding[] {
  if (!delivery) return [];
  const { headers, tookMs } = delivery;
  return [
    ...addressFindings(delivery),
    ...cachingFindings(delivery),
    ...found([
      typeFinding(feed._daybook.format, headers['content-type']),
      bytes > 10 * kb &&
        headers['content-encoding'] === undefined && {
          code: 'CHECK_NOT_COMPRESSED',
          level: 'advice',
          what: `${Math.round(bytes / kb)} KB are sent uncompressed.`,
          why: 'Feeds shrink to a quarter or less.',
          fix: 'Turn on gzip or brotli for this Content-Type.',
        },
      tookMs > 3000 && {
        code: 'CHECK_SLOW',
        level: 'advice',
        what: `The answer took ${(tookMs / 1000).toFixed(1)} s.`,
        why: 'Readers give up after a while; many after ten seconds.',
        fix: 'Make the feed when you publish rather than when it is asked for.',
      },
    ]),
  ];
}

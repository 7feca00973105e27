import type { Plural } from './plural.ts';

/** How sources fare and how old the digest is, in English: a part of the catalogue. */
export const enSources = {
  perWeekSeries: 'Items a week over the last {n} weeks: {series}',
  comma: ', ',
  semicolon: '; ',
  colon: ': ',
  nameAndCount: '{name} ({n})',
  sentence: '{text}.',
  badgeLabel: 'feeds read',
  feedNote:
    'This is a feed, made for feed readers: paste the address of this page into yours to follow the digest.',
  failedTimes: { one: '{n} failed request', other: '{n} failed requests' } as Plural,
  failedLast: 'the last on {date}',
  nextDue: 'asked again on {date}',
  feedMoved: 'It has moved, and is read at {address}',
  mended: { one: '{n} fault mended to read it', other: '{n} faults mended to read it' } as Plural,
  itemsHidden: {
    one: 'The rules of this digest hide {n} of its items.',
    other: 'The rules of this digest hide {n} of its items.',
  } as Plural,
  whyMissing: 'Do you write one of these, and your post is not here?',
  whyMissingRead:
    'Check whether your feed is read: “working”, or what went wrong, is shown beside it. A feed that fails is asked again, less and less often, and what it then contains still comes in.',
  whyMissingFeed:
    'Check whether the post is in your feed, at the address that is linked here. A copy of the feed may be kept for some hours on its way.',
  whyMissingDay:
    'Look on the day you published it: a post belongs to that day while its edition is open, otherwise to the day on which it was found. One dated more than a day ahead is filed under the day on which it was found.',
  whyMissingStory: 'Look under “Also reported by”: posts about the same thing stand together.',
  whyMissingRules:
    'The people who make this digest may leave posts out or show less of them. The number of yours that are left out is shown beside your feed.',
  lastArrival: 'Last news',
  lastArrivalStale: 'The digest may have stopped: it last found something new {ago}.',
  causeAddress: 'its address makes no sense',
  causeName: 'its server’s name is unknown',
  causeConnect: 'its server cannot be reached',
  causeTls: 'its certificate is not valid',
  causeTimeout: 'its server took too long',
  causeRedirect: 'it leads in circles',
  causeClientError: 'its server refuses it or does not have it',
  causeServerError: 'its server has a fault',
  causeRateLimit: 'its server asks for patience',
  causeTooBig: 'it is too big',
  causeBrokenAnswer: 'the answer was broken',
  causeNotAFeed: 'the answer was not a feed',
  causeFile: 'its file cannot be read',
  causeUnknown: 'for an unknown reason',
} as const;

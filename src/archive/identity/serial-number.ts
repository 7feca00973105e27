import { canonicalLink, parseWebAddress } from './canonical-link.ts';

/** A number that a site gave, or an id of hexadecimal digits in five groups. */
const serial = String.raw`\d{5,}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}`;
/** `mayor-resigns-123456`, `mayor-resigns.123456.html`, `mayor-resigns-a-<id>`; `123456-mayor-resigns`. */
const inWords = new RegExp(`^(?:.*?[-_.,](${serial})|(${serial})[-_.,].*)$`, 'i');
/** `123456/mayor-resigns` */
const beforeWords = new RegExp(`^(?:${serial})$`, 'i');
const fileEnd = /\.(?:[xs]?html?|php\d?|aspx?|jsp)$/i;
/** Also of an encoded one. */
const letter = /[a-z]/i;
/** Day, month and year in one, which many share. */
const dateLike = /^(?:(?:19|20)\d{6}|(?:19|20)\d{4}|\d{4}(?:19|20)\d\d)$/;

/**
 * The host and number of an address that also holds words: many sites write the headline into it, change it with the
 * headline, and find the page by the number. `undefined` where there is no such number, or one that may be a date.
 */
export function serialNumber(link: string | undefined): string | undefined {
  const url = link === undefined ? undefined : parseWebAddress(canonicalLink(link));
  if (url === undefined || url.search !== '') return undefined;
  const [last = '', before = ''] = url.pathname.replace(/\/+$/, '').split('/').reverse();
  const name = last.replace(fileEnd, '');
  const [, after, ahead] = inWords.exec(name) ?? [];
  const number = after ?? ahead ?? (beforeWords.test(before) ? before : undefined);
  if (number === undefined || dateLike.test(number) || !letter.test(name.replace(number, '')))
    return undefined;
  return `${url.hostname.replace(/^www\./, '')} ${number.toLowerCase()}`;
}

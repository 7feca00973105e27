import type { Author } from '../../model/types.ts';
import { collapse, cutText, htmlToText, withoutTags } from '../html/html-text.ts';
import { maxAuthorLength, maxListLength } from '../limits.ts';
import { Repairs } from '../repairs.ts';
import { namesInData } from './data-names.ts';
import { isUnfilled, present } from './fields.ts';
import { unpackMailWords } from './mail-words.ts';
import { readUrl } from './urls.ts';

/** Names and mailboxes in a line of text. */

/** An author with the address that is never published. */
export interface Person {
  readonly author: Author;
  readonly email?: string;
}

/** What is known of a person, as written; `url` and `avatar` are absolute. */
export interface PersonParts {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly url?: string | undefined;
  readonly avatar?: string | undefined;
}

/** A mailbox given where a page's address belongs, as `http://ann@example.org` too; an `@` in the path is a page's: `https://e.example/@ann.lee`. */
const isMailbox = /^\s*(?:[a-z]+:)?(?:\/\/)?[^\s/?#@]+@/i;
/** `@ann@social.example` is none: that is what people are called elsewhere. */
const emailPattern = /(?<![^\s<>()[\],;:"])[^\s<>()[\],;:"@]+@[^\s<>()[\],;:"]+\.[^\s<>()[\],;:".]+/;
/** Characters of a person looked at: the patterns here take a time that grows with the square of an endless word. */
const maxPersonLength = 5000;
const nobody = /^(?:null|none|undefined|unknown|n\/a|array|noreply|no-reply|nobody|admin|anonymous)$/i;

/** Whether a mailbox stands where a page's address belongs. */
export function isMailAddress(text: string): boolean {
  return isMailbox.test(text.slice(0, maxPersonLength));
}

/** Atom's name, where it is RSS's habit of name and address, holds markup, or stands in `email`; `@ann@example.org` is a name. */
export function namedIn(name: string, email: string | undefined, base: string | undefined): PersonParts {
  const text = name.trim() === '' ? (email ?? '') : name;
  if (!/^\s*[[{]|[<&"]|[^\s@]@/.test(text) || /^\s*@/.test(text)) return { name: unpackMailWords(name) };
  const [person] = readPersonText(text, base, new Repairs());
  return { name: person?.author.name, email: person?.email, url: person?.author.url };
}

/** `Kubiasova, K., Montesinos, J. C., Mik, V.`: how journals put all authors into one element. */
const surnamesFirst =
  /^\p{L}[^,;]*, (?:\p{Lu}\.[ -]?){1,5}(?:, (?:and |& )?\p{L}[^,;]*, (?:\p{Lu}\.[ -]?){1,5})+$/u;

/** The names in one line: parted by semicolons or written surname first; other commas part no people. */
export function partNames(text: string): readonly string[] {
  const line = collapse(text.slice(0, maxPersonLength));
  if (!line.includes(',') && !line.includes(';')) return [text];
  if (surnamesFirst.test(line)) return line.split(/(?<=\.), (?:and |& )?/);
  return /[&<]/.test(line) ? [line] : line.split(';');
}

/** The people that a line of text names: `address (Name)`, `Name <address>`, several of these, or bare names. */
export function readPersonText(given: string, base: string | undefined, repairs: Repairs): Person[] {
  const text = unpackMailWords(given.trim().slice(0, maxPersonLength));
  const data = /^[[{]/.test(text) ? namesInData(text) : undefined;
  const parts = data ?? (text.includes('</') ? text.split(betweenMarked) : [text]);
  if (data !== undefined || parts.length > 1)
    return parts.flatMap((part) => readPersonText(part, base, repairs));
  const line = collapse(text.includes('<') || text.includes('&') ? plainName(text) : text);
  if (isUnfilled(line)) return [];
  if (!/@|:\/\//.test(line))
    return toPerson({ name: /["()[\]<>]/.test(line) ? withoutSigns(line) : line }, repairs);
  const mailboxes = /@[^@]*@/.test(line) ? line.split(betweenMailboxes) : [];
  if (mailboxes.length > 1 && mailboxes.every((mailbox) => mailbox.match(anyAddress)?.length === 1))
    return mailboxes.flatMap((mailbox) => readPersonText(mailbox, base, repairs));
  const addresses = Array.from(line.matchAll(anyAddress), ([address]) => address);
  const [email] = addresses.filter((address) => !isPage.test(address));
  const [page] = addresses.filter((address) => isPage.test(address));
  const name = addresses.length === 0 ? withoutSigns(line) : addresses.reduce(nameBeside, line);
  const url = page === undefined ? undefined : readUrl(page, base, repairs);
  if (name === '' && email === undefined) return toPerson(nameInPage(url) ?? { name: line }, repairs);
  return toPerson({ name, email, url }, repairs);
}

/** Each in an element of its own: `<a …>Ann</a>, <a …>Bee</a>`, `<li>Ann</li><li>Bee</li>`. */
const betweenMarked =
  /(?<=<\/a>)\s*(?:[,;|]|&(?:amp;)?|and\b)+\s*(?=<a[\s>])|(?<=<\/span>)\s*(?:[,;|]|&(?:amp;)?|and\b)+\s*(?=<span[\s>])|(?<=<\/li>)\s*(?=<li[\s>])/i;

const personPage = /\/(?:@|(?:u|users?|authors?|profiles?|people|members?)\/@?)([^/?#%]{1,80})\/?$/i;

/** Who has a page, where only its address is given: `https://social.example/u/ann`, as Lemmy names its people. */
function nameInPage(url: string | undefined): PersonParts | undefined {
  const name = personPage.exec(url ?? '')?.[1];
  return name === undefined ? undefined : { name, url };
}

/** A name without quotation marks and brackets around it, and without a mailbox that only people read. */
function withoutSigns(line: string): string {
  return withoutBrackets((quoted.exec(line)?.[1]?.trim() ?? line).replace(hidden, ''));
}

const isPage = /^https?:/i;
/** `ann@example.org (Ann), bee@example.org (Bee)`, `Ann <ann@example.org> and Bee <bee@example.org>`: each part has one. */
const betweenMailboxes = / ?(?:[,;&]|\band\b) ?/;
const anyAddress = new RegExp(`https?:\\/\\/[^\\s<>()[\\]"]+|${emailPattern.source}`, 'gi');

/**
 * A mailbox that only people read, before the name in brackets: `ann [at] e.example (Ann Lee)`, `ann at example dot org (Ann)`,
 * one on a host without a domain, or the two words that Cloudflare leaves.
 */
const hidden =
  /^(?:\[email.protected\]|[^\s()]+(?:@[^\s()]+| ?(?:\[at\]|\(at\)|\bat\b) ?[^\s()]+(?:\.[a-z]{2,}|(?: (?:dot|\(dot\)|\[dot\]) [^\s()]+){1,4}))) (?=\(.)/i;

/** The name without one address, the signs around both, and brackets around the whole name: `(John (JD) Doe)`. */
function nameBeside(line: string, address: string): string {
  const at = line.indexOf(address);
  const before = line.slice(0, at).replace(/[<([]?(?:mailto:)?$/i, '');
  const after = line.slice(at + address.length).replace(/^[>)\]]/, '');
  const rest = collapse(`${before} ${after}`.replace(/[<>]/g, ' ')).trim();
  return withoutBrackets(withoutQuotes(rest));
}

/** Brackets around a whole name, and empty ones beside it, are what is left of a mailbox without an address: `(Ann Lee)`. */
function withoutBrackets(text: string): string {
  if (!/[()[\]<>]/.test(text)) return text;
  const name = text.replace(/\(\s*\)|\[\s*\]|<\s*>/g, '').trim();
  return /^[([](?:[^()[\]]|[([][^()[\]]*[)\]])*[)\]]$/.test(name) ? name.slice(1, -1) : name;
}

const quoted = /^"([^"]*)"$/;

/** Quotation marks around a name go; those inside are a nickname's: `Ann "Bee" Cole`. */
function withoutQuotes(text: string): string {
  if (!text.includes('"')) return text;
  const inside = quoted.exec(text)?.[1];
  const isPaired = text.split('"').length % 2 === 1;
  return (inside ?? (isPaired ? text : text.replaceAll('"', ' '))).trim();
}

/** Names come escaped twice (`Jos&amp;eacute;`) or with an address or a name in angle brackets; those brackets are not a tag. */
function plainName(text: string): string {
  const name = htmlToText(
    text.replace(
      /<(?!\/?(?:abbr|a|br?|cite|div|em|font|i|li|ol|p|span|strong|ul?)(?=[\s/>]))(https?:[^<>\s]+|[^<>=/]+)>/gi,
      '($1)',
    ),
  );
  return withoutTags(name);
}

/** What parted a name from an address or another name. */
const signsAtEnds = /^(?:[,;:\s-]|[/|](?=\s))+|(?:[,;:\s-]|(?<=\s)[/|])+$/g;

/** The page writes this word before a name itself. */
const byline = /^(?:(?:[Pp]osted|[Ww]ritten) )?[Bb]y:? (?=\p{Lu})/u;

/** A person of these parts, or none where they say nothing. */
export function toPerson(parts: PersonParts, repairs: Repairs): Person[] {
  const email = emailPattern.exec(parts.email?.slice(0, maxPersonLength) ?? '')?.[0];
  const whole = collapse(parts.name?.trim().slice(0, maxPersonLength) ?? '');
  const bare = /^[,;:/|\s-]|[,;:/|\s-]$/.test(whole) ? whole.replace(signsAtEnds, '') : whole;
  const given = bare.replace(byline, '');
  const name = given === '' && parts.url === undefined ? localPart(email) : given;
  if (name.length > maxAuthorLength) {
    repairs.note(
      'LIMIT_AUTHOR',
      `An author's name is longer than ${maxAuthorLength} characters; it was cut.`,
    );
  }
  const isNobody = name === '' || isUnfilled(name) || (nobody.test(name) && parts.url === undefined);
  if (isNobody && parts.url === undefined) return [];
  const author = present<Author>({
    name: isNobody ? undefined : cutText(name, maxAuthorLength),
    url: parts.url,
    avatar: parts.avatar,
  });
  return [email === undefined ? { author } : { author, email }];
}

/** Only an address is given: the part before its `@` stands for the name, because the address itself is not published. */
function localPart(email: string | undefined): string {
  return email?.slice(0, email.indexOf('@')) ?? '';
}

/** People whose parts a format tells, each once and without an address in the name. */
export function readNamed(
  people: readonly Author[],
  base: string | undefined,
  repairs: Repairs,
): Author[] | undefined {
  const read = people.flatMap(({ name, url, avatar }) => {
    const [named] = readPersonText(name ?? '', base, repairs);
    const isMail = url !== undefined && isMailAddress(url);
    const email = named?.email ?? (isMail ? url.slice(url.lastIndexOf(':') + 1) : undefined);
    const page = isMail ? undefined : (url ?? named?.author.url);
    return toPerson({ name: named?.author.name, email, url: page, avatar }, repairs);
  });
  return read.length > 0 ? unique(read).map(({ author }) => author) : undefined;
}

/** Each once, by name and page; a hostile feed names any number. */
export function unique(people: Person[]): Person[] {
  if (people.length < 2) return people;
  const seen = new Set<string>();
  return people
    .filter(({ author }) => {
      const key = `${author.name?.toLowerCase() ?? ''} ${author.url ?? ''}`;
      return seen.has(key) ? false : seen.add(key) !== undefined;
    })
    .slice(0, maxListLength);
}

import type { Author } from '../../model/types.ts';
import { collapse, cutText, htmlToText, withoutTags } from '../html/html-text.ts';
import { maxAuthorLength, maxListLength } from '../limits.ts';
import { Repairs } from '../repairs.ts';
import type { XmlElement } from '../xml/element.ts';
import { Fields, nameGroup, nodeValues, present } from './fields.ts';
import { unpackMailWords } from './mail-words.ts';
import { readUrl } from './urls.ts';

/** An author with the address that is never published. */
export interface Person {
  readonly author: Author;
  readonly email?: string;
}

/** A mailbox given where a page's address belongs, as `http://ann@example.org` too; an `@` in the path is a page's: `https://e.example/@ann.lee`. */
const isMailbox = /^\s*(?:[a-z]+:)?(?:\/\/)?[^\s/?#@]+@/i;
/** `@ann@social.example` is none: that is what people are called elsewhere. */
const emailPattern = /(?<![^\s<>()[\],;:"])[^\s<>()[\],;:"@]+@[^\s<>()[\],;:"]+\.[^\s<>()[\],;:".]+/;
/** Characters of a person looked at: the patterns here take a time that grows with the square of an endless word. */
const maxPersonLength = 5000;
const nobody = /^(?:null|undefined|unknown|noreply|no-reply|nobody|admin|anonymous)$/i;

const coreNames = nameGroup('dc:creator dcterms:creator dc:author creator foaf:maker');
const rssNames = nameGroup('author authors atom:authors');
/** Files, too: their credits name people. */
const otherNames = nameGroup(
  'itunes:author googleplay:author prism:author name media:group media:content media:credit podcast:person',
);

/** Authors by the best vocabulary that names any: Atom, Dublin Core, RSS, iTunes, then Media RSS. */
export function readPeople(fields: Fields, repairs: Repairs): Person[] {
  const atom = fields.all('atom:author').flatMap((element) => readAtomPerson(element, repairs));
  if (atom.length > 0) return unique(atom);
  const core = fields.allOf(coreNames).flatMap((element) => readCreators(element, repairs));
  const rss = fields.has(rssNames) ? readAuthors(fields, repairs) : [];
  if (core.length > 0) return unique(core.map((person) => withEmail(person, rss)));
  if (rss.length > 0) return unique(rss);
  return fields.has(otherNames) ? readOthers(fields, repairs) : [];
}

/** People by the vocabularies of recordings. */
function readOthers(fields: Fields, repairs: Repairs): Person[] {
  const other = fields.all('itunes:author', 'googleplay:author', 'prism:author', 'name');
  const named = (other.length > 0 ? other : creditsOf(fields)).flatMap(({ text, base }) =>
    readPersonText(text, base, repairs),
  );
  return unique(named.length > 0 ? named : readHosts(fields, repairs));
}

/**
 * `podcast:person`: who hosts or wrote an episode; a role that is not given means the host, and guests are no authors.
 *
 * @see https://podcasting2.org/docs/podcast-namespace/tags/person
 */
function readHosts(fields: Fields, repairs: Repairs): Person[] {
  return fields
    .all('podcast:person')
    .filter(({ attributes }) =>
      /^(?:(?:co-?)?host|author|writer)$/i.test(attributes.get('role')?.trim() || 'host'),
    )
    .flatMap(({ attributes, text, base }) =>
      toPerson(
        {
          name: text,
          url: readUrl(attributes.get('href'), base, repairs),
          avatar: readUrl(attributes.get('img'), base, repairs),
        },
        repairs,
      ),
    );
}

/** `media:credit role="author"` of an item or its files, as film sites name who made them. */
function creditsOf(fields: Fields): readonly XmlElement[] {
  const files = fields.all('media:group', 'media:content').flatMap(({ children }) => children);
  return [...fields.all('media:credit'), ...files].filter(
    ({ name, attributes }) =>
      name === 'media:credit' && attributes.get('role')?.trim().toLowerCase() === 'author',
  );
}

/** Feed-level people: as items, else RSS `managingEditor`, else iTunes' owner. */
export function readFeedPeople(fields: Fields, repairs: Repairs): Person[] {
  const people = readPeople(fields, repairs);
  if (people.length > 0) return people;
  const editors = readEditors(fields, repairs);
  if (editors.length > 0) return editors;
  return fields.all('itunes:owner').flatMap((owner) => {
    const inside = new Fields(owner);
    return toPerson({ name: inside.text('itunes:name'), email: inside.text('itunes:email') }, repairs);
  });
}

/** RSS `managingEditor`: who answers for a feed's texts. */
export function readEditors(fields: Fields, repairs: Repairs): Person[] {
  return unique(
    fields.all('managingeditor').flatMap(({ text, base }) => readPersonText(text, base, repairs)),
  );
}

/** Adds the e-mail address that RSS `author` gives for the only `dc:creator`. */
function withEmail(person: Person, others: readonly Person[]): Person {
  const email = others.find(
    (other) => other.author.name === person.author.name || others.length === 1,
  )?.email;
  return person.email === undefined && email !== undefined ? { ...person, email } : person;
}

/** RFC 4287 §3.2: `name`, `uri`, `email`; Atom 0.3 says `url`. Some write the name straight into the element, or more than a name. */
function readAtomPerson(element: XmlElement, repairs: Repairs): Person[] {
  const fields = new Fields(element);
  const { base } = element;
  const uri =
    fields.text('atom:uri', 'atom:url', 'atom:homepage', 'uri', 'url') ??
    fields.first('atom:link', 'link')?.attributes.get('href');
  const email = fields.text('atom:email', 'email');
  const written = fields.text('atom:name', 'name', 'foaf:name', 'displayname') ?? element.text;
  const named = namedIn(written, email, element.base);
  return toPerson(
    {
      name: named.name,
      email: email ?? named.email,
      url:
        uri === undefined || isMailbox.test(uri.slice(0, maxPersonLength))
          ? named.url
          : readUrl(uri, base, repairs),
      avatar: readUrl(
        fields.first('gd:image', 'media:thumbnail', 'webfeeds:avatar')?.attributes.get('src'),
        base,
        repairs,
      ),
    },
    repairs,
  );
}

/** Atom's name, where it is RSS's habit of name and address, holds markup, or stands in `email`; `@ann@example.org` is a name. */
function namedIn(name: string, email: string | undefined, base: string | undefined): Parts {
  const text = name.trim() === '' ? (email ?? '') : name;
  if (!/[<&"]|[^\s@]@/.test(text) || /^\s*@/.test(text)) return { name: unpackMailWords(name) };
  const [person] = readPersonText(text, base, new Repairs());
  return { name: person?.author.name, email: person?.email, url: person?.author.url };
}

/** RSS `author`: `address (Name)`, `Name <address>`, a bare name, or Atom's children; some have attributes for these. */
function readRssPerson(element: XmlElement, repairs: Repairs): Person[] {
  if (element.children.length > 0) return readAtomPerson(element, repairs);
  const { attributes, base } = element;
  const people = readPersonText(element.text.trim() || (attributes.get('name') ?? ''), base, repairs);
  const page = attributes.get('uri') ?? attributes.get('href') ?? attributes.get('url');
  const url = people.length === 1 ? readUrl(page, base, repairs) : undefined;
  return url === undefined ? people : people.map((one) => ({ ...one, author: { ...one.author, url } }));
}

/** RSS `author`, and `authors` with an element for each, or with a name. */
function readAuthors(fields: Fields, repairs: Repairs): Person[] {
  const packed = fields
    .all('authors', 'atom:authors')
    .flatMap((pack) => (pack.children.length > 0 ? pack.children : [pack]));
  return [...fields.all('author'), ...packed].flatMap((element) => readRssPerson(element, repairs));
}

/** `Kubiasova, K., Montesinos, J. C., Mik, V.`: how journals put all authors into one element. */
const surnamesFirst =
  /^\p{L}[^,;]*, (?:\p{Lu}\.[ -]?){1,5}(?:, (?:and |& )?\p{L}[^,;]*, (?:\p{Lu}\.[ -]?){1,5})+$/u;

/** One `dc:creator` may name several, parted by semicolons or written surname first; other commas part no people. */
function readCreators(element: XmlElement, repairs: Repairs): Person[] {
  const values = nodeValues(element);
  if (values.length > 0) return values.flatMap((value) => readCreators(value, repairs));
  const person = element.text.trim() === '' ? element.children[0] : undefined;
  if (person !== undefined) return readDescribed(person, repairs);
  const line = collapse(element.text.slice(0, maxPersonLength));
  if (!line.includes(',') && !line.includes(';')) return readPersonText(element.text, element.base, repairs);
  const names = surnamesFirst.test(line)
    ? line.split(/(?<=\.), (?:and |& )?/)
    : /[&<]/.test(line)
      ? [line]
      : line.split(';');
  return names.flatMap((text) => readPersonText(text, element.base, repairs));
}

/** `foaf:Person`, or any other kind of agent. */
function readDescribed(element: XmlElement, repairs: Repairs): Person[] {
  const fields = new Fields(element);
  const home = fields.first('foaf:homepage', 'foaf:weblog');
  return toPerson(
    {
      name:
        fields.text('foaf:name', 'rdfs:label') ??
        element.attributes.get('foaf:name') ??
        element.attributes.get('rdfs:label'),
      email: fields.first('foaf:mbox', 'foaf:email')?.attributes.get('rdf:resource'),
      url: readUrl(home?.attributes.get('rdf:resource'), home?.base, repairs),
    },
    repairs,
  );
}

function readPersonText(given: string, base: string | undefined, repairs: Repairs): Person[] {
  const text = unpackMailWords(given.trim().slice(0, maxPersonLength));
  const line = collapse(text.includes('<') || text.includes('&') ? plainName(text) : text);
  if (!/@|:\/\//.test(line))
    return toPerson(
      { name: withoutBrackets(withoutMailbox(quoted.exec(line)?.[1]?.trim() ?? line).replace(hidden, '')) },
      repairs,
    );
  const mailboxes = /@[^@]*@/.test(line) ? line.split(betweenMailboxes) : [];
  if (mailboxes.length > 1 && mailboxes.every((mailbox) => mailbox.match(anyAddress)?.length === 1))
    return mailboxes.flatMap((mailbox) => readPersonText(mailbox, base, repairs));
  const addresses = Array.from(line.matchAll(anyAddress), ([address]) => address);
  const [email] = addresses.filter((address) => !isPage.test(address));
  const [page] = addresses.filter((address) => isPage.test(address));
  const name = addresses.length === 0 ? withoutMailbox(line) : addresses.reduce(nameBeside, line);
  if (name === '' && email === undefined) return toPerson({ name: line }, repairs);
  const url = page === undefined ? undefined : readUrl(page, base, repairs);
  return toPerson({ name, email, url }, repairs);
}

/** A mailbox on a host without a domain, or one that hides from programs (`ann at example dot org`), before the name. */
const oddMailbox =
  /^\S+(?:@\S+| (?:at|\(at\)|\[at\]) \S+(?: (?:dot|\(dot\)|\[dot\]) \S+){1,4}) \(([^()]+)\)$/i;

function withoutMailbox(line: string): string {
  return line.endsWith(')') ? (oddMailbox.exec(line)?.[1] ?? line) : line;
}

const isPage = /^https?:/i;
/** `ann@example.org (Ann), bee@example.org (Bee)`, `Ann <ann@example.org> and Bee <bee@example.org>`: each part has one. */
const betweenMailboxes = / ?(?:[,;&]|\band\b) ?/;
const anyAddress = new RegExp(`https?:\\/\\/[^\\s<>()[\\]"]+|${emailPattern.source}`, 'gi');

/** A mailbox that is hidden from programs, before the name: `ann [at] e.example (Ann Lee)`; Cloudflare leaves two words. */
const hidden = /^(?:\[email.protected\]|[^\s()]+ ?(?:\[at\]|\(at\)|\bat\b) ?[^\s()]+\.[a-z]{2,}) (?=\(.)/i;

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
      /<(?!\/?(?:abbr|a|br?|cite|em|font|i|p|span|strong|u)(?=[\s/>]))(https?:[^<>\s]+|[^<>=/]+)>/gi,
      '($1)',
    ),
  );
  return withoutTags(name);
}

interface Parts {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly url?: string | undefined;
  readonly avatar?: string | undefined;
}

/** What parted a name from an address or another name. */
const signsAtEnds = /^(?:[,;:\s-]|[/|](?=\s))+|(?:[,;:\s-]|(?<=\s)[/|])+$/g;

function toPerson(parts: Parts, repairs: Repairs): Person[] {
  const email = emailPattern.exec(parts.email?.slice(0, maxPersonLength) ?? '')?.[0];
  const whole = collapse(parts.name?.trim().slice(0, maxPersonLength) ?? '');
  const given = /^[,;:/|\s-]|[,;:/|\s-]$/.test(whole) ? whole.replace(signsAtEnds, '') : whole;
  const name = given === '' && parts.url === undefined ? localPart(email) : given;
  if (name.length > maxAuthorLength) {
    repairs.note(
      'LIMIT_AUTHOR',
      `An author's name is longer than ${maxAuthorLength} characters; it was cut.`,
    );
  }
  const isNobody = name === '' || (nobody.test(name) && parts.url === undefined);
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
    const isMail = url !== undefined && isMailbox.test(url);
    const email = named?.email ?? (isMail ? url.slice(url.lastIndexOf(':') + 1) : undefined);
    const page = isMail ? undefined : (url ?? named?.author.url);
    return toPerson({ name: named?.author.name, email, url: page, avatar }, repairs);
  });
  return read.length > 0 ? unique(read).map(({ author }) => author) : undefined;
}

function unique(people: Person[]): Person[] {
  if (people.length < 2) return people;
  const seen = new Set<string>();
  return people
    .filter(({ author }) => {
      const key = `${author.name?.toLowerCase() ?? ''} ${author.url ?? ''}`;
      return seen.has(key) ? false : seen.add(key) !== undefined;
    })
    .slice(0, maxListLength);
}

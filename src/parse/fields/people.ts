import type { Repairs } from '../repairs.ts';
import type { XmlElement } from '../xml/element.ts';
import { Fields, nameGroup, nodeValues } from './fields.ts';
import {
  isMailAddress,
  namedIn,
  type Person,
  partNames,
  readPersonText,
  toPerson,
  unique,
} from './person-text.ts';
import { readUrl } from './urls.ts';

/** People of a feed's elements. */

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
  const core = creatorsOf(fields).flatMap((element) => readCreators(element, repairs));
  const rss = fields.has(rssNames) ? readAuthors(fields, repairs) : [];
  if (core.length > 0) return unique(core.map((person) => withEmail(person, rss)));
  if (rss.length > 0) return unique(rss);
  return fields.has(otherNames) ? readOthers(fields, repairs) : [];
}

/** Of people in one line arXiv writes commas between, and none into a name. */
function creatorsOf(fields: Fields): readonly XmlElement[] {
  const creators = fields.allOf(coreNames);
  const isArxiv =
    creators.some(({ text }) => text.includes(', ')) && /^oai:arxiv\.org:/i.test(fields.text('guid') ?? '');
  return isArxiv ? creators.map((one) => ({ ...one, text: one.text.replaceAll(', ', '; ') })) : creators;
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
      url: uri === undefined || isMailAddress(uri) ? named.url : readUrl(uri, base, repairs),
      avatar: readUrl(
        fields.first('gd:image', 'media:thumbnail', 'webfeeds:avatar')?.attributes.get('src'),
        base,
        repairs,
      ),
    },
    repairs,
  );
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

/** One `dc:creator` may name several. */
function readCreators(element: XmlElement, repairs: Repairs): Person[] {
  const values = nodeValues(element);
  if (values.length > 0) return values.flatMap((value) => readCreators(value, repairs));
  const person = element.text.trim() === '' ? element.children[0] : undefined;
  if (person !== undefined) return readDescribed(person, repairs);
  return partNames(element.text).flatMap((text) => readPersonText(text, element.base, repairs));
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

import type { Repairs } from '../repairs.ts';
import { decodeReferences } from './entities.ts';

/** Characters of a DOCTYPE looked through for entities. */
const maxSubsetLength = 100_000;
const maxEntities = 1000;
/** Characters of one entity's text. */
const maxValueLength = 1000;
/** Characters by which all uses together may lengthen a document: a short name may stand for a long text any number of times. */
const maxGrowth = 1_000_000;

const declaration = /<!ENTITY\s+([A-Za-z_][\w.-]*)\s+(?:"([^"]*)"|'([^']*)')\s*>/g;
/** XML's own, which nobody may declare to be something else. */
const fixedNames: ReadonlySet<string> = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);

/**
 * What follows a DOCTYPE whose internal subset begins at `bracket`, with the texts of its entities put in; `undefined` when
 * it is not closed.
 */
export function behindSubset(text: string, bracket: number, repairs: Repairs): string | undefined {
  repairs.note(
    'XML_DOCTYPE',
    'The document declares its own entities (DOCTYPE); only those that stand for plain text were read.',
  );
  const close = /\]\s*>/g;
  close.lastIndex = bracket;
  if (close.exec(text) === null) return undefined;
  const entities = readDeclaredEntities(text.slice(bracket, close.lastIndex));
  const rest = text.slice(close.lastIndex);
  return entities.size === 0 ? rest : writeEntities(rest, entities);
}

/**
 * The entities of an internal subset that name plain text, as they are to be written into the document. Those with
 * markup, with other entities inside, or from files and the network are left out: nothing is expanded twice.
 *
 * @see https://www.w3.org/TR/xml/#sec-internal-ent
 */
function readDeclaredEntities(subset: string): ReadonlyMap<string, string> {
  const entities = new Map<string, string>();
  for (const [, name = '', double, single = ''] of subset.slice(0, maxSubsetLength).matchAll(declaration)) {
    const written = double ?? single;
    // Of one declared twice the first counts.
    if (fixedNames.has(name) || entities.has(name) || entities.size >= maxEntities) continue;
    if (written.length > maxValueLength || written.includes('%')) continue;
    const value = decodeReferences(decodeReferences(written));
    if (!/[<>]|&[\w#]+;/.test(value)) entities.set(name, escapeValue(value));
  }
  return entities;
}

/** As it may stand in a text and between the quotation marks of an attribute. */
function escapeValue(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

/** Puts the entities' texts into what follows the DOCTYPE. In one pass; stops when the text has grown by a megabyte. */
function writeEntities(text: string, entities: ReadonlyMap<string, string>): string {
  let left = maxGrowth;
  return text.replace(/&([A-Za-z_][\w.-]*);/g, (whole, name) => {
    const value = entities.get(String(name));
    if (value === undefined || value.length - whole.length > left) return whole;
    left -= Math.max(0, value.length - whole.length);
    return value;
  });
}

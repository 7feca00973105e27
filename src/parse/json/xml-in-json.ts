import { isRecord } from '../../model/record.ts';
import { escapeText } from '../html/html-text.ts';
import { usualAddress } from '../xml/namespaces.ts';
import { isNumbered, textOf } from './values.ts';

type Value = Readonly<Record<string, unknown>>;

/** Deeper values are no part of a feed. */
const maxLevels = 12;
const xmlName = /^(?:([a-z][\w.-]{0,60}):)?[a-z_][\w.-]{0,60}$/i;
/** Elements whose parts are attributes. */
const attributed: ReadonlySet<string> = new Set(
  'rss enclosure source guid category cloud media:thumbnail media:content gd:image'.split(' '),
);
/** Where programs put the text of an element that has attributes. */
const textKeys = [
  '#value',
  '#text',
  '_',
  '$t',
  '_text',
  '__text',
  '_cdata',
  '__cdata',
  '#cdata',
  '#cdata-section',
];
/** Where they put all attributes of an element together. */
const attributeKeys = ['$', '_attributes', '@attributes', '@', 'attr'];

/**
 * RSS and Atom written as JSON, as XML again: `{"rss": {"version": "2.0", "channel": {"item": […]}}}`, the text of an element
 * with attributes under `#value`; also as programs make JSON of XML (`@_url`, `$t`, `_attributes`, a list of each element) and
 * as Google's services do (`media$thumbnail`). Lists of items that stand beside the channel, or are called `items`, count too.
 * `undefined` when it is something else.
 *
 * @see https://github.com/scripting/Scripting-News/blob/master/rss-in-json/README.md
 */
export function xmlOfJson(root: Value): string | undefined {
  return rssOf(root) ?? atomOf(root);
}

/** The record that a value is, or the first of a list. */
function recordOf(value: unknown): Value | undefined {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return isRecord(one) ? one : undefined;
}

function rssOf(root: Value): string | undefined {
  // Programs that begin at the root element leave its name out.
  const rss = recordOf(root.rss) ?? (root['@attributes'] === undefined ? undefined : root);
  const channel = recordOf(rss?.channel);
  if (rss === undefined || channel === undefined) return undefined;
  const lists = [channel.item, channel.items, rss.item, rss.items, root.item, root.items];
  const numbered = lists.find(isNumbered);
  const item = lists.find(Array.isArray) ?? (numbered === undefined ? channel.item : Object.values(numbered));
  const whole = { ...rss, item: undefined, items: undefined };
  return new Writer().element('rss', { ...whole, channel: { ...channel, items: undefined, item } });
}

function atomOf(root: Value): string | undefined {
  const feed = recordOf(root.feed);
  if (feed?.entry === undefined) return undefined;
  return new Writer().element('feed', { ...feed, '@xmlns': 'http://www.w3.org/2005/Atom' });
}

interface Inside {
  readonly attributes: string;
  readonly content: string;
}

class Writer {
  readonly #prefixes = new Set<string>();

  /** One element, or as many as there are in a list. */
  element(written: string, value: unknown, level = 0): string {
    const name = written.replace(/^([a-z]\w*)\$(?=[a-z])/i, '$1:');
    const prefix = xmlName.exec(name)?.[1]?.toLowerCase();
    if (!xmlName.test(name) || level > maxLevels) return '';
    if (Array.isArray(value)) return value.map((one) => this.element(name, one, level + 1)).join('');
    if (prefix !== undefined) this.#prefixes.add(prefix);
    const inside = isRecord(value)
      ? this.#parts(name, value, level)
      : { attributes: '', content: text(value) };
    const declared = level === 0 ? this.#declarations() : '';
    return `<${name}${declared}${inside.attributes}>${inside.content}</${name}>`;
  }

  #parts(name: string, value: Value, level: number): Inside {
    const isLink = name.toLowerCase() === 'link' && 'href' in value;
    const hasText = textKeys.some((key) => key in value) || typeof value.$ === 'string';
    const hasAttributes = attributed.has(name.toLowerCase()) || isLink || hasText;
    let attributes = attributeKeys.map((key) => attributesOf(value[key])).join('');
    let content = [...textKeys, '$'].map((key) => textIn(value[key])).join('');
    for (const [key, part] of Object.entries(value)) {
      if ([...textKeys, ...attributeKeys].includes(key) || part === undefined || part === null) continue;
      const own = /^(?:@_?|-)(.+)$/.exec(key)?.[1];
      if (own !== undefined) attributes += attribute(own, part);
      else if (!hasAttributes || typeof part === 'object') content += this.element(key, part, level + 1);
      else if (key === 'content' && !hasText) content += text(part);
      else attributes += attribute(key, part);
    }
    return { attributes, content };
  }

  #declarations(): string {
    return [...this.#prefixes].map((prefix) => ` xmlns:${prefix}="${usualAddress(prefix)}"`).join('');
  }
}

function attributesOf(value: unknown): string {
  return isRecord(value)
    ? Object.entries(value)
        .map(([name, part]) => attribute(name, part))
        .join('')
    : '';
}

/** Prefixes are declared by what they usually mean. */
function attribute(name: string, value: unknown): string {
  const isOwn = xmlName.test(name) && !name.startsWith('xmlns:') && typeof value !== 'object';
  return isOwn && (name !== 'xmlns' || value === atom) ? ` ${name}="${text(value)}"` : '';
}

const atom = 'http://www.w3.org/2005/Atom';

/** The text of one of the keys for it; some programs make a list of its parts. */
function textIn(value: unknown): string {
  return Array.isArray(value) ? value.map(text).join('') : isRecord(value) ? '' : text(value);
}

function text(value: unknown): string {
  const plain = typeof value === 'boolean' ? String(value) : (textOf(value) ?? '');
  return escapeText(plain).replaceAll('"', '&quot;');
}

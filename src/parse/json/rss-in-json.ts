import { isRecord } from '../../model/record.ts';
import { escapeText } from '../html/html-text.ts';
import { usualAddress } from '../xml/namespaces.ts';
import { isNumbered, textOf } from './values.ts';

/** Deeper values are no part of RSS. */
const maxLevels = 12;
const xmlName = /^(?:([a-z][\w.-]{0,60}):)?[a-z_][\w.-]{0,60}$/i;
/** Elements of RSS whose parts are attributes. */
const attributed: ReadonlySet<string> = new Set(['rss', 'enclosure', 'source', 'guid', 'category', 'cloud']);

/**
 * RSS written as JSON, as XML again: `{"rss": {"version": "2.0", "channel": {"item": […]}}}`, the text of an element with
 * attributes under `#value`. Lists of items that stand beside the channel, or are called `items`, count too. `undefined` when
 * it is something else.
 *
 * @see https://github.com/scripting/Scripting-News/blob/master/rss-in-json/README.md
 */
export function rssOfJson(root: Readonly<Record<string, unknown>>): string | undefined {
  const { rss } = root;
  if (!isRecord(rss) || !isRecord(rss.channel)) return undefined;
  const { channel, ...attributes } = rss;
  const lists = [channel.item, channel.items, rss.item, rss.items, root.item, root.items];
  const numbered = lists.find(isNumbered);
  const item = lists.find(Array.isArray) ?? (numbered === undefined ? channel.item : Object.values(numbered));
  return new Writer().element('rss', { ...attributes, channel: { ...channel, items: undefined, item } });
}

class Writer {
  readonly #prefixes = new Set<string>();

  /** One element, or as many as there are in a list. */
  element(name: string, value: unknown, level = 0): string {
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

  #parts(
    name: string,
    value: Readonly<Record<string, unknown>>,
    level: number,
  ): { attributes: string; content: string } {
    const hasAttributes = attributed.has(name.toLowerCase()) || '#value' in value;
    let attributes = '';
    let content = text(value['#value']);
    for (const [key, part] of Object.entries(value)) {
      if (key === '#value' || part === undefined || part === null) continue;
      if (!hasAttributes || typeof part === 'object') content += this.element(key, part, level + 1);
      else if (xmlName.test(key) && !key.startsWith('xmlns')) attributes += ` ${key}="${text(part)}"`;
    }
    return { attributes, content };
  }

  #declarations(): string {
    return [...this.#prefixes].map((prefix) => ` xmlns:${prefix}="${usualAddress(prefix)}"`).join('');
  }
}

function text(value: unknown): string {
  const plain = typeof value === 'boolean' ? String(value) : (textOf(value) ?? '');
  return escapeText(plain).replaceAll('"', '&quot;');
}

import { MINUTE } from '../../model/instant.ts';
import { type Content, steadyFingerprint, steadyText, steadyWords } from './content-hash.ts';
import { sha256 } from './hash.ts';
import { looseAddress, withoutTokens } from './loose-address.ts';
import { plainSigns } from './plain-signs.ts';
import { serialNumber } from './serial-number.ts';

/**
 * Names that an item is found by when none of its own is known, the surest first. They make no id: an item that came by
 * one of them keeps the id it has.
 *
 * - `form`: its id or link, written in another way
 * - `version`: its id without the number of its version
 * - `token`: its link without tokens
 * - `serial`: the number in its link, where the words beside it may change
 * - `moment`: its title, or its words where it has none, and the instant of its publication
 * - `count`: title, date and text without the figures of counters, where it has no other name
 * - `words`: title and text, where it has no other name and its date is but the moment at which it was asked for
 */
export type AliasKind = 'form' | 'version' | 'token' | 'serial' | 'moment' | 'count' | 'words';

export const aliasKinds: readonly AliasKind[] = [
  'form',
  'version',
  'token',
  'serial',
  'moment',
  'count',
  'words',
];

/** Those that no other item can have. */
export const sureKinds: readonly AliasKind[] = ['form', 'moment'];

export interface Alias {
  readonly kind: AliasKind;
  readonly name: string;
}

/** `…#1`, `…?v=2`, `…:v3`, `…-rev4`. */
const versionTail = /(?:#|[#?&;:/._-](?:v|ver|version|rev|revision)[=:.-]?)\d{1,6}$/i;

/** An id without the number of its version; `undefined` when it has none. */
export function withoutVersion(id: string): string | undefined {
  const base = id.replace(versionTail, '');
  return base === id || base.length < 3 ? undefined : (looseId(base) ?? base);
}

/** The loose form of an id that is a web address; its fragment is part of it. */
export function looseId(id: string): string | undefined {
  const cut = id.indexOf('#');
  const [address, fragment] = cut < 0 ? [id, ''] : [id.slice(0, cut), id.slice(cut)];
  const loose = looseAddress(address);
  return loose === undefined ? undefined : `${loose}${fragment}`;
}

/** Notes without a title have their words in its place. A title has its plainer form, too. */
function momentsOf(content: Content): readonly string[] {
  const { title = '', date_published, date_modified, content_html } = content;
  const instant = Date.parse(date_published ?? date_modified ?? '');
  if (Number.isNaN(instant)) return [];
  const words = title.normalize('NFC').replace(/\s+/g, ' ').trim();
  if (words !== '') {
    return [`moment ${instant} ${words}`, `moment ${instant} ${plainSigns(words)}`];
  }
  const text = steadyText(content_html);
  return text === '' ? [] : [`moment ${instant} text ${sha256([text]).toString('hex')}`];
}

/** Title, date and text without the figures of counters, where there are any. */
function countOf(content: Content): string | undefined {
  const steady = steadyFingerprint(content);
  return steady === undefined ? undefined : `count ${sha256([steady]).toString('hex')}`;
}

/** How far the clocks of a server and of this machine may be apart. */
const clockSlackMs = 10 * MINUTE;

/** Whether two instants are one, as far as two clocks can tell; never where one of them is not a number. */
export const isSameMoment = (one: number, other: number): boolean => Math.abs(one - other) <= clockSlackMs;

/** Some servers write the moment of the request into every item: then its date says nothing. */
function wordsOf(content: Content, seenMs: number): string | undefined {
  const isDatedNow = isSameMoment(Date.parse(content.date_published ?? ''), seenMs);
  const words = isDatedNow ? steadyWords(content) : undefined;
  return words === undefined ? undefined : `words ${sha256([words]).toString('hex')}`;
}

/** What an item is called already, and when it came. */
interface Called {
  /** Its own id. */
  readonly guid: string | undefined;
  /** All that it goes by. */
  readonly names: readonly string[];
  /** When it was asked for, or first seen. */
  readonly seenMs: number;
}

/** The other names of an item. */
export function aliasesOf(content: Content, { guid, names, seenMs }: Called): Alias[] {
  const isNameless = guid === undefined && names.every(isPrint);
  const version = guid === undefined ? undefined : withoutVersion(guid);
  const found: readonly (readonly [AliasKind, string | undefined])[] = [
    ['form', guid === undefined ? undefined : looseId(guid)],
    ['form', looseAddress(content.url)],
    ['version', version],
    ['version', prefixed('version', version)],
    ['token', tokenless(content.url)],
    ['serial', prefixed('serial', serialNumber(content.url))],
    ...momentsOf(content).map((name) => ['moment', name] as const),
    ['count', isNameless ? countOf(content) : undefined],
    ['words', isNameless ? wordsOf(content, seenMs) : undefined],
  ];
  const seen = new Set(names);
  const aliases: Alias[] = [];
  for (const [kind, name] of found) {
    if (name === undefined || seen.has(name)) continue;
    seen.add(name);
    aliases.push({ kind, name });
  }
  return aliases;
}

const isPrint = (name: string): boolean => name.startsWith('sha256-');

function prefixed(kind: AliasKind, name: string | undefined): string | undefined {
  return name === undefined ? undefined : `${kind} ${name}`;
}

function tokenless(url: string | undefined): string | undefined {
  return prefixed('token', url?.includes('?') ? withoutTokens(url) : undefined);
}

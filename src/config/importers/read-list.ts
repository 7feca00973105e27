import { defined } from '../../model/defined.ts';
import { parseJson } from '../../model/json.ts';
import { isRecord } from '../../model/record.ts';
import { maxOpmlBytes, parseOpml } from '../opml.ts';
import { readAddressList } from './address-list.ts';
import { type ImportedList, unreadableList } from './imported.ts';
import { readOsmosfeed } from './osmosfeed.ts';
import { readPlanetIni } from './planet-ini.ts';

function readOpml(text: string, where: string): ImportedList {
  const read = parseOpml(text, where);
  if ('problem' in read) return read;
  const feeds = read.feeds.map(({ url, title, groups, attributes }) => ({
    url,
    ...(title !== undefined && { title }),
    groups,
    ...(attributes && { opml: attributes }),
  }));
  const site = defined({ title: read.title });
  return { format: 'OPML', feeds, site, notes: read.notes };
}

/** A feed, a database or settings as JSON; a list of texts may be one of addresses. */
function isJsonOfRecords(text: string): boolean {
  if (!/^[{[]/.test(text)) return false;
  const value = parseJson(text);
  return isRecord(value) || (Array.isArray(value) && value.some(isRecord));
}

/**
 * Reads a list of feeds that another program wrote. What it says decides, then its name: XML is OPML, `[sections]` are
 * a Planet's, `sources:` are osmosfeed's, JSON is none, and anything else holds one address a line. `where` names it in messages.
 */
export function readFeedList(text: string, where: string): ImportedList {
  if (text.length > maxOpmlBytes)
    return unreadableList(where, 'It is larger than 10 MB.', 'Name the right file, or split it.');
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (/^<(?!https?:)/i.test(start) || /\.(?:opml|xml)$/i.test(where))
    return readOpml(text.replace(/^\uFEFF/, ''), where);
  const isYaml = /\.ya?ml$/i.test(where);
  if (!isYaml && isJsonOfRecords(start))
    return unreadableList(
      where,
      'It is JSON, but neither a list of feeds nor a cache that Daybook knows.',
      'Name a list (OPML, planet.ini, osmosfeed.yaml, one address a line). A JSON Feed is followed by its address: daybook add.',
    );
  if (/\.ini$/i.test(where) || /^\[[^\]\s][^\]]*\]\s*$/m.test(text)) return readPlanetIni(text, where);
  if (isYaml || /^sources:/m.test(text)) return readOsmosfeed(text, where);
  return readAddressList(text, where);
}

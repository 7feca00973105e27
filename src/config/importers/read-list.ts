import { defined } from '../../model/defined.ts';
import { parseJson } from '../../model/json.ts';
import { isRecord } from '../../model/record.ts';
import type { Problem } from '../../model/types.ts';
import { isUrl } from '../../model/url.ts';
import { readSettings } from '../kept-settings.ts';
import { maxOpmlBytes, parseOpml } from '../opml.ts';
import { readAddressList } from './address-list.ts';
import {
  facesToCopy,
  type ImportedFeed,
  type ImportedList,
  skippedLine,
  unreadableList,
} from './imported.ts';
import { readOsmosfeed } from './osmosfeed.ts';
import { readPlanetIni } from './planet-ini.ts';

function unusedSettingsOf(where: string, why: string): Problem {
  return skippedLine(
    where,
    'What another digest says of this feed cannot be used.',
    why,
    'Correct daybook:feed in the list, or write the settings into daybook.yaml.',
  );
}

function readOpml(text: string, where: string): ImportedList {
  const read = parseOpml(text, where);
  if ('problem' in read) return read;
  const notes = [...read.notes];
  const feeds = read.feeds.map(({ url, title, groups, attributes, settings }, at): ImportedFeed => {
    const own = settings === undefined ? undefined : readSettings(settings, url);
    if (own && 'why' in own) notes.push(unusedSettingsOf(`${where}, feed ${at + 1}`, own.why));
    const kept = own && 'settings' in own ? own.settings : undefined;
    return { url, groups, ...defined({ title, opml: attributes, settings: kept }) };
  });
  const faces = feeds.flatMap(({ settings }) => settings?.face ?? []).filter((face) => !isUrl(face));
  notes.push(...facesToCopy(where, faces));
  const site = defined({ title: read.title });
  return { format: 'OPML', feeds, site, notes };
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

import { isAbsolute } from 'node:path';
import type { FeedConfig, Problem, Section } from '../model/types.ts';
import { isUrl, shownAddress } from '../model/url.ts';
import { feedsOfOpml, type OpmlFeeds } from './feeds.ts';
import { keptListPath, parseKeptList } from './kept-list.ts';
import { type OpmlList, parseOpml } from './opml.ts';

/** Reads a file of the site folder as text; `undefined` where there is none. */
export type ReadText = (path: string) => Promise<string | undefined>;

/** The list of feeds that `opml:` names. */
interface ListQuestion {
  /** A path in the site folder, or an address. */
  readonly opml: string;
  /** Feeds that the configuration names itself. */
  readonly own: readonly FeedConfig[];
  readonly sections: readonly Section[];
  /** The line of `opml:`, for messages. */
  readonly where: string;
  readonly readText: ReadText;
}

/** What the list adds, and what is wrong with it. */
export interface ListAnswer extends OpmlFeeds {
  readonly problems: readonly Problem[];
  /** The address that the list is fetched from. */
  readonly address?: string;
}

type Read = Pick<OpmlList, 'feeds' | 'notes'> | { readonly problem: Problem };

function refused({ opml, where }: ListQuestion, why: string, fix: string): { readonly problem: Problem } {
  const what = `Could not read "${shownAddress(opml)}".`;
  return { problem: { code: 'CONFIG_NO_OPML', what, where, why, fix } };
}

async function readFile(question: ListQuestion): Promise<Read> {
  const { opml, readText } = question;
  if (isAbsolute(opml) || opml.split(/[\\/]/).includes('..')) {
    return refused(question, 'It is outside the site folder.', 'Copy the file into the site folder.');
  }
  const text = await readText(opml);
  if (text !== undefined) return parseOpml(text, opml);
  const why = 'There is no such file in the site folder.';
  return refused(question, why, 'Correct the name, or remove the line.');
}

function notFetched({ opml, where }: ListQuestion): Problem {
  return {
    code: 'OPML_NOT_FETCHED',
    what: 'The list of feeds has not been fetched yet.',
    where: `${where} → ${shownAddress(opml)}`,
    why: 'Only "daybook fetch" asks for a list with an address, and it has not received this one yet.',
    fix: 'Run daybook fetch.',
    kept: 'The feeds that the configuration names itself, and all items.',
  };
}

async function readAddress(question: ListQuestion): Promise<ListAnswer> {
  const { opml, own, sections, readText } = question;
  const none = { feeds: [], skipped: [] };
  if (!/^https?:\/\//i.test(opml) || !isUrl(opml)) {
    const why = 'A list is a file in the site folder, or has an https: or http: address.';
    const fix = 'Correct the address, or save the list into the site folder and name that file.';
    return { ...none, problems: [refused(question, why, fix).problem] };
  }
  const shown = shownAddress(opml);
  const list = parseKeptList(await readText(keptListPath), shown)?.feeds;
  const added = list ? feedsOfOpml(list, own, sections, shown) : { ...none, skipped: [notFetched(question)] };
  return { ...added, problems: [], address: opml };
}

/**
 * The feeds of the list that `opml:` names: of a file as it is now, of an address as it was last fetched. A list that
 * was never fetched is a notice, because the next fetch brings it.
 */
export async function listedFeeds(question: ListQuestion): Promise<ListAnswer> {
  if (/^[a-z][a-z0-9+.-]*:/i.test(question.opml)) return readAddress(question);
  const read = await readFile(question);
  if ('problem' in read) return { feeds: [], skipped: [], problems: [read.problem] };
  const { own, sections, opml } = question;
  const { feeds, skipped } = feedsOfOpml(read.feeds, own, sections, opml);
  return { feeds, skipped: [...read.notes, ...skipped], problems: [] };
}

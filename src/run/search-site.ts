import { open, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Prober } from '../fetch/index.ts';
import { errorMessage } from '../model/error-message.ts';
import type { Problem } from '../model/types.ts';
import {
  type Answer,
  askIndex,
  type IndexAbout,
  indexVersion,
  loadedStem,
  namedIn,
  once,
  openSegment,
  type ReadBytes,
  type ResultRecord,
  readHits,
  readSegmentList,
  slicesFor,
} from '../search/index.ts';
import { proberFor } from './gather/feed-address.ts';
import type { GlobalOptions } from './site-folder.ts';

/** The search index of a rendered site, here or at an address. */

export interface SearchRequest extends GlobalOptions {
  /** A folder with a rendered site, or the address of a published one; `_site` when absent. */
  readonly from?: string;
  /** Items at most. */
  readonly limit: number;
  readonly sort: 'best' | 'date';
}

const aboutSchema = z.object({
  version: z.literal(indexVersion),
  title: z.string(),
  url: z.url(),
  languages: z.array(z.string()),
  first: z.array(z.string()),
  sources: z.record(z.string(), z.string()),
  sections: z.record(z.string(), z.string()),
}) satisfies z.ZodType<IndexAbout>;

/** Bytes of one file of an index at most; the program writes none above 8 MiB but heads of very large segments. */
const maxFileBytes = 20_000_000;

/** Why an index cannot be read, for the report. */
class Unreadable extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.why);
    this.problem = problem;
  }
}

function unreadable(where: string, why: string): Unreadable {
  return new Unreadable({
    code: 'SEARCH_NO_INDEX',
    what: 'There is no search index that can be read.',
    where,
    why,
    fix: 'Run daybook build first, or name a rendered site or its address with --from.',
  });
}

/** Reads files below a folder, in part where a part is asked for. */
function folderReader(dir: string): ReadBytes {
  return async (path, from, to) => {
    const file = join(dir, path);
    try {
      if (from === undefined || to === undefined) return await readFile(file);
      const handle = await open(file);
      try {
        const bytes = new Uint8Array(to - from);
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, from);
        return bytes.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    } catch (error) {
      throw unreadable(file, errorMessage(error, 'The file could not be read.'));
    }
  };
}

/** Reads files below an address, each once and whole. */
function addressReader(base: string, prober: Prober): ReadBytes {
  const whole = once(async (path: string) => {
    const { outcome } = await prober.probe(new URL(path, base).href);
    if (outcome.kind === 'failed') throw new Unreadable(outcome.problem);
    if (outcome.kind !== 'body') throw unreadable(base + path, 'The server sent no body.');
    return outcome.body;
  });
  return async (path, from, to) => (await whole(path)).slice(from, to);
}

function readerOf(options: SearchRequest): ReadBytes {
  const { from } = options;
  if (from === undefined) return folderReader(join(options.site, '_site', 'search-index'));
  if (!/^https?:/i.test(from)) return folderReader(join(resolve(from), 'search-index'));
  const site = from.endsWith('/') ? from : `${from}/`;
  return addressReader(
    new URL('search-index/', site).href,
    proberFor({ ...options, maxBytes: maxFileBytes }),
  );
}

async function readAbout(read: ReadBytes): Promise<IndexAbout> {
  const text = new TextDecoder().decode(await read('about.json'));
  try {
    return aboutSchema.parse(JSON.parse(text));
  } catch {
    throw unreadable('about.json', 'It is damaged, or was written by another version of Daybook.');
  }
}

/** What a site's index answered. */
export interface Searched {
  readonly answer: Answer;
  readonly records: readonly ResultRecord[];
  readonly about: IndexAbout;
}

async function search(query: string, options: SearchRequest): Promise<Searched> {
  const read = readerOf(options);
  const [about, entries] = await Promise.all([readAbout(read), readSegmentList(read)]);
  const slices = entries.flatMap((entry) => slicesFor(entry.docs, () => openSegment(entry, read)));
  const stems = about.languages.map(loadedStem);
  const language = { stems, named: namedIn({ source: about.sources, section: about.sections }) };
  const question = {
    text: query,
    facets: {},
    span: {},
    order: options.sort,
    typing: false,
    today: options.now.slice(0, 10),
  };
  const answer = await askIndex(question, { slices, language }, () => false);
  const records = await readHits(slices, answer.hits.slice(0, options.limit));
  return { answer, records, about };
}

/** A file of the index is not what it should be: anything else that is thrown is a fault of the program. */
function damaged(error: unknown): Unreadable {
  if (!(error instanceof SyntaxError)) throw error;
  return unreadable('search-index', `One of its files is damaged: ${error.message}`);
}

/** Asks a site's index what its search page would ask it. `problem`: why the index cannot be read. */
export async function searchSite(
  query: string,
  options: SearchRequest,
): Promise<Searched | { readonly problem: Problem }> {
  try {
    return await search(query, options);
  } catch (error) {
    const { problem } = error instanceof Unreadable ? error : damaged(error);
    return { problem };
  }
}

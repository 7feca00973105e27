import { Argument, InvalidArgumentError, Option } from 'commander';
import { parseShard, type Shard } from '../../run/bundle/shard.ts';
import type { FetchBundleOptions } from '../fetch-bundle.ts';
import { defineCommand, type Own } from './command.ts';
import { forceOption, strictOption } from './options.ts';

function readShard(text: string): Shard {
  const shard = parseShard(text);
  if (!shard) throw new InvalidArgumentError('Write the part and how many there are: 2/8.');
  return shard;
}

export const fetchFeeds = defineCommand<Own<FetchBundleOptions>, [feeds: readonly string[]]>({
  name: 'fetch',
  summary: 'pull due feeds into _data',
  takes: [new Argument('[feed...]', 'ids of the feeds to fetch; all when none is named')],
  options: [
    forceOption(),
    strictOption(),
    new Option('--shard <i/n>', 'fetch one part of the feeds into a bundle, for daybook merge').argParser(
      readShard,
    ),
    new Option('--bundle <file>', 'where that bundle goes; _bundle/shard-i-of-n.jsonl when left out'),
  ],
  run: async ({ options, onSite }, { shard, bundle, ...own }, feeds) => {
    const wanted = { ...options, force: false, strict: false, ...own, feeds };
    if (shard === undefined && bundle === undefined) {
      return onSite(async () => (await import('../fetch-command.ts')).fetchCommand, wanted, 'fetches');
    }
    const part = { shard: shard ?? { index: 1, of: 1 }, ...(bundle !== undefined && { bundle }) };
    return onSite(async () => (await import('../fetch-bundle.ts')).fetchBundleCommand, {
      ...wanted,
      ...part,
    });
  },
});

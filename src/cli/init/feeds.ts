import type { ImportedFeed } from '../../config/index.ts';
import type { Problem } from '../../model/types.ts';
import { makeAddressReader, proberFor } from '../../run/gather/feed-address.ts';
import { findFeeds } from '../../run/gather/find-feeds.ts';
import type { GlobalOptions } from '../../run/site-folder.ts';
import { wholeAddress } from '../add-command.ts';

/**
 * The best feed behind each address. An address that cannot be looked at now, such as without a network, is taken as it
 * is, and said: the first build will tell what is wrong with it.
 */
export async function feedsFor(
  addresses: readonly string[],
  options: GlobalOptions,
): Promise<{ readonly feeds: readonly ImportedFeed[]; readonly problems: readonly Problem[] }> {
  if (addresses.length === 0) return { feeds: [], problems: [] };
  const reader = makeAddressReader(proberFor(options));
  try {
    const feeds: ImportedFeed[] = [];
    const problems: Problem[] = [];
    for (const address of addresses.map(wholeAddress)) {
      const found = await findFeeds(address, reader);
      const best = found.kind === 'found' ? found.candidates[0] : undefined;
      if (found.kind === 'none') problems.push({ ...found.problem, kept: 'The address, as you gave it.' });
      feeds.push({ url: best?.url ?? address });
    }
    return { feeds, problems };
  } finally {
    await reader.close();
  }
}

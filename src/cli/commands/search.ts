import { Argument, Option } from 'commander';
import type { SearchRequest } from '../../run/search-site.ts';
import type { GlobalOptions } from '../../run/site-folder.ts';
import { defineCommand } from './command.ts';
import { wholeNumber } from './options.ts';

export const search = defineCommand<Omit<SearchRequest, keyof GlobalOptions>, [query: readonly string[]]>({
  name: 'search',
  summary: 'search a rendered site, here or at an address',
  takes: [
    new Argument('<query...>', 'as on the search page: words, "a phrase", -without, source:…, date:2026-05'),
  ],
  options: [
    new Option('--from <dir|url>', 'a folder with a rendered site, or the address of a published one'),
    new Option('--limit <number>', 'items to print, from the best')
      .argParser(wholeNumber(1, 1000))
      .default(10),
    new Option('--sort <order>', 'the best or the newest first').choices(['best', 'date']).default('best'),
  ],
  run: async ({ options, console }, own, query) => {
    const { searchCommand } = await import('../search-command.ts');
    return { exitCode: await searchCommand(query.join(' '), { ...options, ...own }, console) };
  },
});

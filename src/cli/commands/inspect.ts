import { Argument, Option } from 'commander';
import { defined } from '../../model/defined.ts';
import type { ScrapeSettings } from '../../model/pages.ts';
import { defineCommand } from './command.ts';

interface SelectorsOwn {
  readonly items?: string;
  readonly itemTitle?: string;
  readonly itemLink?: string;
  readonly itemDate?: string;
}

/** Selectors to try, before they are written down. */
function scrapeOf({ items, itemTitle, itemLink, itemDate }: SelectorsOwn): { scrape?: ScrapeSettings } {
  if (items === undefined) return {};
  return {
    scrape: {
      items,
      ...defined({ title: itemTitle, link: itemLink, date: itemDate }),
    },
  };
}

export const inspect = defineCommand<SelectorsOwn, [target: string]>({
  name: 'inspect',
  summary: 'print a feed as JSON Feed 1.1, as it would be archived',
  takes: [new Argument('<file|url>', 'a file, or an address')],
  options: [
    new Option('--items <css>', 'a page without a feed: a CSS selector of its items'),
    new Option('--item-title <css>', 'inside each item: its title'),
    new Option('--item-link <css>', 'inside each item: its link'),
    new Option('--item-date <css>', 'inside each item: its date'),
  ],
  run: async ({ options, console }, own, target) => {
    const { inspectCommand } = await import('../inspect-command.ts');
    return { exitCode: await inspectCommand(target, { ...options, ...scrapeOf(own) }, console) };
  },
});

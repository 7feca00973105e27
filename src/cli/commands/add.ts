import { Argument, Option } from 'commander';
import type { AddOptions } from '../add-command.ts';
import { defineCommand, type Own } from './command.ts';

export const add = defineCommand<Own<AddOptions>, [url: string]>({
  name: 'add',
  summary: 'find the feed behind any address, and add it',
  description: 'Finds the feed behind any address, shows what it found, and adds the best to daybook.yaml.',
  takes: [new Argument('<url>', 'the address of a feed, or of any page of a site')],
  options: [
    new Option('--section <id>', 'the section where its items stand'),
    new Option('--id <id>', 'its permanent name; made from the address when left out'),
    new Option('--title <text>', "shown instead of the feed's own title"),
    new Option('--yes', 'take the best feed without asking'),
  ],
  run: async ({ options, console }, own, url) => {
    const { addCommand } = await import('../add-command.ts');
    return addCommand(url, { ...options, yes: false, ...own }, console);
  },
});

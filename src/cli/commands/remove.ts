import { Argument } from 'commander';
import { defineCommand } from './command.ts';

export const remove = defineCommand<object, [feed: string]>({
  name: 'remove',
  summary: 'take a feed out of the digest; what it brought stays',
  takes: [new Argument('<feed>', 'its id, or its address')],
  run: ({ options, onSite }, _own, feed) =>
    onSite(async () => (await import('../remove-command.ts')).removeCommand, { ...options, feed }),
});

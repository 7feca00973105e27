import { Argument } from 'commander';
import type { ForgetTarget } from '../../archive/index.ts';
import { defineCommand } from './command.ts';

export const forget = defineCommand<object, [kind: ForgetTarget['kind'], name: string]>({
  name: 'forget',
  summary: 'permanently remove what a removal request names',
  takes: [
    new Argument('<kind>', 'what is named').choices(['item', 'feed', 'author']),
    new Argument('<name>', 'an item’s key, id or address; a feed’s id; an author’s name'),
  ],
  run: ({ options, onSite }, _own, kind, name) =>
    onSite(async () => (await import('../removal-commands.ts')).forgetCommand, {
      ...options,
      target: { kind, name },
    }),
});

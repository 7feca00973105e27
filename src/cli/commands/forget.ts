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
  run: async ({ options, console, onSite }, _own, kind, name) => {
    const { forgetCommand } = await import('../archive-commands.ts');
    const target = { kind, name };
    return onSite((folder) => forgetCommand({ ...options, target }, folder, console));
  },
});

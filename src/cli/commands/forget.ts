import { Argument } from 'commander';
import type { ForgetTarget } from '../../archive/index.ts';
import { defineCommand } from './command.ts';

type Kind = ForgetTarget['kind'];

function targetOf(kind: Kind, name: string): ForgetTarget {
  switch (kind) {
    case 'item':
      return { kind, item: name };
    case 'feed':
      return { kind, feed: name };
    case 'author':
      return { kind, author: name };
  }
}

export const forget = defineCommand<object, [kind: Kind, name: string]>({
  name: 'forget',
  summary: 'permanently remove what a removal request names',
  takes: [
    new Argument('<kind>', 'what is named').choices(['item', 'feed', 'author']),
    new Argument('<name>', 'an item’s key, id or address; a feed’s id; an author’s name'),
  ],
  run: async ({ options, console, onSite }, _own, kind, name) => {
    const { forgetCommand } = await import('../archive-commands.ts');
    const target = targetOf(kind, name);
    return onSite((folder) => forgetCommand({ ...options, target }, folder, console));
  },
});

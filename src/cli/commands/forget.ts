import { Argument, Option } from 'commander';
import type { ForgetTarget } from '../../archive/index.ts';
import { defineCommand } from './command.ts';

export const forget = defineCommand<
  { readonly dryRun?: boolean },
  [kind: ForgetTarget['kind'], name: string]
>({
  name: 'forget',
  summary: 'permanently remove what a removal request names',
  takes: [
    new Argument('<kind>', 'what is named').choices(['item', 'feed', 'author']),
    new Argument('<name>', 'an item’s key, id or address; a feed’s id; an author’s name'),
  ],
  options: [new Option('--dry-run', 'only say what would go')],
  run: ({ options, onSite }, { dryRun = false }, kind, name) =>
    onSite(async () => (await import('../removal-commands.ts')).forgetCommand, {
      ...options,
      dryRun,
      target: { kind, name },
    }),
});

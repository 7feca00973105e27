import { Argument } from 'commander';
import { defineCommand } from './command.ts';

export const merge = defineCommand<object, [bundles: readonly string[]]>({
  name: 'merge',
  summary: 'take bundles of fetch --shard into _data',
  takes: [new Argument('[bundle...]', 'files, or folders of files; _bundle when none is named')],
  run: async ({ options, console, onSite }, _own, bundles) => {
    const { mergeCommand } = await import('../merge-command.ts');
    return onSite((folder) => mergeCommand({ ...options, bundles }, folder, console), 'fetches');
  },
});

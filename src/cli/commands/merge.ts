import { Argument } from 'commander';
import { defineCommand } from './command.ts';

export const merge = defineCommand<object, [bundles: readonly string[]]>({
  name: 'merge',
  summary: 'take bundles of fetch --shard into _data',
  takes: [new Argument('[bundle...]', 'files, or folders of files; _bundle when none is named')],
  run: ({ options, onSite }, _own, bundles) =>
    onSite(
      async () => (await import('../merge-command.ts')).mergeCommand,
      { ...options, bundles },
      'fetches',
    ),
});

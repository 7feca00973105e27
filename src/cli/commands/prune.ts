import { Option } from 'commander';
import { defineCommand } from './command.ts';

export const prune = defineCommand<{ readonly preview?: boolean }>({
  name: 'prune',
  summary: 'drop what the retention rule names, from data, site and search',
  options: [new Option('--preview', 'only say what would go')],
  run: ({ options, onSite }, { preview = false }) =>
    onSite(async () => (await import('../removal-commands.ts')).pruneCommand, { ...options, preview }),
});

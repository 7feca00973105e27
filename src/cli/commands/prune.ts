import { Option } from 'commander';
import { defineCommand } from './command.ts';

export const prune = defineCommand<{ readonly dryRun?: boolean }>({
  name: 'prune',
  summary: 'drop what the retention rule names, from data, site and search',
  options: [new Option('--dry-run', 'only say what would go')],
  run: ({ options, onSite }, { dryRun = false }) =>
    onSite(async () => (await import('../removal-commands.ts')).pruneCommand, { ...options, dryRun }),
});

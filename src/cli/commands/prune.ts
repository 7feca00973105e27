import { Option } from 'commander';
import { defineCommand } from './command.ts';

export const prune = defineCommand<{ readonly preview?: boolean }>({
  name: 'prune',
  summary: 'drop what the retention rule names, from data, site and search',
  options: [new Option('--preview', 'only say what would go')],
  run: async ({ options, console, onSite }, { preview = false }) => {
    const { pruneCommand } = await import('../archive-commands.ts');
    return onSite((folder) => pruneCommand({ ...options, preview }, folder, console));
  },
});

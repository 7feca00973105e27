import { Argument, Option } from 'commander';
import { defineCommand } from './command.ts';

export const importList = defineCommand<{ readonly dryRun?: boolean }, [file: string]>({
  name: 'import',
  summary: "add the feeds of another program's list, and the items of its cache",
  description:
    'Adds the feeds of a list to daybook.yaml: OPML, planet.ini, osmosfeed.yaml, or one address a line. Adds the items of a cache to the archive: the cache_directory of Planet Venus, or cache.json of osmosfeed, named itself or lying where the list says. What the digest has already stays as it is.',
  takes: [new Argument('<file>', 'the list, or the cache')],
  options: [new Option('--dry-run', 'only say what would be added')],
  run: async ({ options, console }, { dryRun = false }, file) => {
    const { importCommand } = await import('../import-command.ts');
    return importCommand(file, { ...options, dryRun }, console);
  },
});

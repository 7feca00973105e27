import { Argument } from 'commander';
import { defined } from '../../model/defined.ts';
import { defineCommand } from './command.ts';

export const exportList = defineCommand<object, [file: string | undefined]>({
  name: 'export',
  summary: 'write the list of feeds as OPML',
  takes: [new Argument('[file]', 'where to; stdout when left out')],
  run: async ({ options, console, onSite }, _own, file) => {
    const { exportCommand } = await import('../export-command.ts');
    return onSite((folder) => exportCommand({ ...options, ...defined({ file }) }, folder, console));
  },
});

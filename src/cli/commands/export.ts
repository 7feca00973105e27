import { Argument } from 'commander';
import { defined } from '../../model/defined.ts';
import { defineCommand } from './command.ts';

export const exportList = defineCommand<object, [file: string | undefined]>({
  name: 'export',
  summary: 'write the list of feeds as OPML',
  takes: [new Argument('[file]', 'where to; stdout when left out')],
  run: ({ options, onSite }, _own, file) =>
    onSite(async () => (await import('../export-command.ts')).exportCommand, {
      ...options,
      ...defined({ file }),
    }),
});

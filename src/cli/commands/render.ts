import { Option } from 'commander';
import { defineCommand } from './command.ts';
import { processesOption } from './options.ts';

interface RenderOwn {
  readonly all?: boolean;
  readonly why?: boolean;
  readonly check?: boolean;
  readonly processes?: number;
}

export const render = defineCommand<RenderOwn>({
  name: 'render',
  summary: 'make _site from _data, without the network',
  options: [
    new Option('--all', 'render every page and write every file, whether it changed or not'),
    new Option('--why', 'say why each page was rendered'),
    new Option('--check', 'look at the bytes of every file, and mend what is not as it was left'),
    processesOption(),
  ],
  run: async ({ options, console, onSite }, own) => {
    const { renderCommand } = await import('../render-command.ts');
    return onSite((folder) => renderCommand({ ...options, ...own }, folder, console));
  },
});

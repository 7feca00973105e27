import { Option } from 'commander';
import type { RenderOptions } from '../render-command.ts';
import { defineCommand, type Own } from './command.ts';
import { processesOption } from './options.ts';

export const render = defineCommand<Own<RenderOptions>>({
  name: 'render',
  summary: 'make _site from _data, without the network',
  options: [
    new Option('--all', 'render every page, whether it changed or not'),
    new Option('--why', 'say why each page was rendered'),
    new Option('--check', 'look at the bytes of every file, and mend what is not as it was left'),
    processesOption(),
  ],
  run: ({ options, onSite }, own) =>
    onSite(async () => (await import('../render-command.ts')).renderCommand, { ...options, ...own }),
});

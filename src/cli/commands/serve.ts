import { Option } from 'commander';
import type { FetchOptions } from '../fetch-command.ts';
import type { ServeOptions } from '../serve-command.ts';
import { defineCommand, type Own } from './command.ts';
import { strictOption, wholeNumber } from './options.ts';

export const serve = defineCommand<Own<FetchOptions> & Pick<ServeOptions, 'port'>>({
  name: 'serve',
  summary: 'build, then preview on this machine, reloading on change',
  options: [
    new Option('--port <number>', 'port on 127.0.0.1; 0 takes any that is free')
      .argParser(wholeNumber(0, 65_535))
      .default(8080),
    strictOption(),
  ],
  run: async ({ options, onSite }, own) => {
    const wanted = { ...options, force: false, strict: false, feeds: [], ...own };
    return onSite(async () => (await import('../serve-command.ts')).serveCommand, wanted, 'fetches');
  },
});

import { Option } from 'commander';
import { defineCommand } from './command.ts';
import { strictOption, wholeNumber } from './options.ts';

interface ServeOwn {
  readonly port: number;
  readonly strict?: boolean;
}

export const serve = defineCommand<ServeOwn>({
  name: 'serve',
  summary: 'build, then preview on this machine, reloading on change',
  options: [
    new Option('--port <number>', 'port on 127.0.0.1; 0 takes any that is free')
      .argParser(wholeNumber(0, 65_535))
      .default(8080),
    strictOption(),
  ],
  run: async ({ options, console, onSite }, own) => {
    const { serveCommand } = await import('../serve-command.ts');
    const wanted = { ...options, force: false, strict: false, feeds: [], ...own };
    return onSite((folder) => serveCommand(wanted, folder, console), 'fetches');
  },
});

import { defineCommand } from './command.ts';
import { type FetchOwn, forceOption, processesOption, strictOption } from './options.ts';

interface BuildOwn extends FetchOwn {
  readonly processes?: number;
}

export const build = defineCommand<BuildOwn>({
  name: 'build',
  summary: 'fetch, then render',
  options: [forceOption(), strictOption(), processesOption()],
  run: async ({ options, console, onSite }, own) => {
    const { buildCommand } = await import('../build-command.ts');
    const wanted = { ...options, force: false, strict: false, feeds: [], ...own };
    return onSite((folder) => buildCommand(wanted, folder, console), 'fetches');
  },
});

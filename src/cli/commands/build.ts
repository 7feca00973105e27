import type { FetchOptions } from '../fetch-command.ts';
import type { RenderOptions } from '../render-command.ts';
import { defineCommand, type Own } from './command.ts';
import { forceOption, processesOption, strictOption } from './options.ts';

export const build = defineCommand<Own<FetchOptions> & Pick<RenderOptions, 'processes'>>({
  name: 'build',
  summary: 'fetch, then render',
  options: [forceOption(), strictOption(), processesOption()],
  run: async ({ options, onSite }, own) => {
    const wanted = { ...options, force: false, strict: false, feeds: [], ...own };
    return onSite(async () => (await import('../build-command.ts')).buildCommand, wanted, 'fetches');
  },
});

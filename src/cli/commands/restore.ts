import { Argument, Option } from 'commander';
import { isUrl } from '../../model/url.ts';
import { defineCommand } from './command.ts';

export const restore = defineCommand<{ readonly first?: boolean }, [url: string | undefined]>({
  name: 'restore',
  summary: 'take the archive back from the published site',
  description:
    'Takes the archive back from the published site, which must have been made with "outputs: { archive: true }", into a folder that has none. For hosts that keep no files between builds.',
  takes: [new Argument('[url]', 'the site; the configured url when left out')],
  options: [new Option('--first', 'nothing was published yet: begin with an empty archive')],
  run: async ({ options, onSite, refuse }, { first = false }, url) => {
    if (url !== undefined && !isUrl(url)) refuse(`"${url}" is not a web address`);
    const wanted = { ...options, first, ...(url !== undefined && { url }) };
    return onSite(async () => (await import('../restore-command.ts')).restoreCommand, wanted);
  },
});

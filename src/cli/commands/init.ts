import { Argument, Option } from 'commander';
import { dataHomes } from '../../publisher/data-home.ts';
import { hosts } from '../../publisher/hosts.ts';
import type { InitOptions } from '../init/init-command.ts';
import { defineCommand, type Own } from './command.ts';

interface InitOwn extends Own<Omit<InitOptions, 'list' | 'feeds'>> {
  readonly opml?: string;
  readonly feed: readonly string[];
}

const collect = (value: string, all: readonly string[]): readonly string[] => [...all, value];

export const init = defineCommand<InitOwn, [dir: string | undefined]>({
  name: 'init',
  summary: 'make a site folder',
  description:
    'Makes a folder with a configuration, the files of a host, and what a first build needs. On a terminal it asks what the options do not say; nothing that exists is overwritten.',
  takes: [new Argument('[dir]', 'the folder; the current one when left out')],
  options: [
    new Option('--title <text>', "the digest's name"),
    new Option('--url <address>', 'where it will be published'),
    new Option('--locale <tag>', 'language of its pages: en, fr, …'),
    new Option('--timezone <name>', 'where its day begins and ends: Europe/Paris'),
    new Option('--host <name>', 'whose files to make').choices(hosts),
    new Option('--data <home>', 'where the archive is kept').choices(dataHomes),
    new Option('--opml <file>', 'a list of feeds: OPML, planet.ini, osmosfeed.yaml, or one address a line'),
    new Option('--feed <address>', 'a feed, or a page of a site; may come several times')
      .argParser(collect)
      .default([]),
    new Option('--package <spec>', 'what npm installs as the program; a copy of this one when left out'),
    new Option('--yes', 'ask nothing: take defaults for what is not said'),
  ],
  run: async ({ options, console }, { opml, feed, package: spec, yes = false, ...own }, dir) => {
    const { initCommand } = await import('../init/init-command.ts');
    const list = opml !== undefined && { list: opml };
    const installed = spec?.trim() ? { package: spec.trim() } : {};
    return initCommand(dir, { ...options, ...own, feeds: feed, yes, ...list, ...installed }, console);
  },
});

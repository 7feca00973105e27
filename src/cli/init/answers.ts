import { basename } from 'node:path';
import { configProblem, type ImportedSite } from '../../config/index.ts';
import { defined } from '../../model/defined.ts';
import { dataHomesOf, dataTitles, hosts, hostTitles, type StarterAnswers } from '../../publisher/index.ts';
import { askChoice, askText } from '../prompts.ts';

/** What a new folder is made from. */
export interface InitAnswers
  extends Pick<StarterAnswers, 'title' | 'url' | 'locale' | 'timezone' | 'host' | 'data'> {
  readonly feeds: readonly string[];
}

/** What `daybook init` was told by its options. */
export type InitGiven = Partial<InitAnswers> & Pick<InitAnswers, 'feeds'>;

/** Makes `my-news` a title: `My news`. */
function titleOf(dir: string): string {
  const words = basename(dir)
    .replace(/[-_.]+/g, ' ')
    .trim();
  return words === '' ? 'My Daybook' : words.charAt(0).toUpperCase() + words.slice(1);
}

/** What is taken for the rest; where the archive is kept depends on the host. */
type Defaults = Omit<InitAnswers, 'feeds' | 'data'>;

/** What is taken for what nobody said. */
export function defaultsFor(dir: string, site: ImportedSite): Defaults {
  const url = site.url !== undefined && configProblem('url', site.url) === undefined ? site.url : undefined;
  const zone = site.timezone ?? (Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC');
  return {
    title: site.title ?? titleOf(dir),
    ...(url !== undefined && { url }),
    locale: 'en',
    timezone: configProblem('timezone', zone) === undefined ? zone : 'UTC',
    host: 'none',
  };
}

function fault(key: 'title' | 'url' | 'locale' | 'timezone'): (answer: string) => string | undefined {
  return (answer) => (key === 'url' && answer === '' ? undefined : configProblem(key, answer));
}

async function askFeeds(): Promise<string[]> {
  const answer = await askText({
    message: 'Which feeds or sites do you want to follow? Separate addresses with spaces, or leave it empty.',
    placeholder: 'https://example.org/ https://example.net/feed.xml',
  });
  return answer.split(/\s+/).filter((word) => word !== '');
}

/**
 * Asks what the options do not say.
 *
 * @throws Cancelled
 */
export async function askAnswers(
  given: InitGiven,
  defaults: Defaults,
  hasList: 'with list' | 'without list',
): Promise<InitAnswers> {
  const ask = async (key: 'title' | 'locale' | 'timezone', message: string): Promise<string> =>
    given[key] ?? (await askText({ message, initial: defaults[key], check: fault(key) }));
  const title = await ask('title', 'What is the digest called?');
  const url =
    given.url ??
    (await askText({
      message: 'Where will it be published? Leave it empty if you do not know yet.',
      initial: defaults.url ?? '',
      placeholder: 'https://example.org/news/',
      check: fault('url'),
    }));
  const locale = await ask('locale', 'Language of its pages?');
  const timezone = await ask('timezone', 'Where does its day begin and end?');
  const host =
    given.host ??
    (await askChoice(
      'Where is it published?',
      hosts.map((value) => ({ value, label: hostTitles[value] })),
      defaults.host,
    ));
  const homes = dataHomesOf(host);
  const data =
    given.data ??
    (homes.length === 1
      ? homes[0]
      : await askChoice(
          'Where should the archive be kept? It cannot be recreated.',
          homes.map((value) => ({ value, label: dataTitles[value] })),
          homes[0],
        ));
  const feeds = given.feeds.length > 0 || hasList === 'with list' ? given.feeds : await askFeeds();
  return { title, ...(url !== '' && { url }), locale, timezone, host, data, feeds };
}

/** The answers without a question. */
export function takeAnswers(given: InitGiven, defaults: Defaults): InitAnswers {
  const { title, url, locale, timezone, host = defaults.host, data = dataHomesOf(host)[0], feeds } = given;
  return { ...defaults, ...defined({ title, url, locale, timezone }), host, data, feeds };
}

import { stripTerminal } from '../clean/index.ts';
import { count } from '../model/count.ts';
import type { ScrapeSettings } from '../model/pages.ts';
import type { CleanItem } from '../model/types.ts';
import { shownAddress } from '../model/url.ts';
import type { GlobalOptions, SiteReading } from '../run/site-folder.ts';
import { type NamedCommand, stoppedBy } from './command-result.ts';
import { styled } from './console.ts';
import { exitCodes } from './exit-codes.ts';
import { fetchBody, readOnce } from './inspect-command.ts';

type CheckPageOptions = GlobalOptions & SiteReading & { readonly scrape: ScrapeSettings };

/** Items that are shown one by one. */
const shownAtMost = 5;

function itemText({ title, url, date_published }: CleanItem): string {
  const date = date_published?.slice(0, 10) ?? 'no date   ';
  return `  ${date}  ${stripTerminal(title ?? 'no title')}\n              ${stripTerminal(url ?? '')}\n`;
}

/** `daybook check <url>` of a page that is read by selectors: what they find on it today. */
export const checkPage: NamedCommand<string, CheckPageOptions> = async (url, options, console) => {
  const request = await fetchBody(url, options);
  if ('code' in request) return stoppedBy(request, exitCodes.failed, console);
  const answer = await readOnce(request);
  if (answer.kind === 'refused') return stoppedBy(answer.problem, exitCodes.failed, console);
  const { feed, repairs } = answer;
  const { items } = feed;
  const dated = items.filter(({ date_published }) => date_published !== undefined).length;
  if (!options.json && !options.quiet) {
    console.out(`${styled(console, 'bold', stripTerminal(feed.title ?? 'A page without a title'))}\n`);
    console.out(`${stripTerminal(shownAddress(url))}\n`);
    console.out(`${count(items.length, 'item')}, ${dated} with a date\n\n`);
    for (const item of items.slice(0, shownAtMost)) console.out(itemText(item));
    if (items.length > shownAtMost) console.out(`  … and ${items.length - shownAtMost} more\n`);
    for (const { code, what } of repairs) console.out(`\n${styled(console, 'bold', code)}  ${what}\n`);
  }
  const found = items.map(({ title, url: address, date_published }) => ({
    title,
    url: address,
    date_published,
  }));
  return {
    exitCode: exitCodes.done,
    report: { url: shownAddress(url), title: feed.title, format: 'page', items: found, dated, repairs },
  };
};

import { translator } from '../model/messages.ts';
import { element } from './element.ts';
import { drawEntries } from './entries.ts';
import { markNew, momentText } from './fresh.ts';
import { parsePage } from './parse-page.ts';
import { openReader, type Reader } from './reader-context.ts';
import { settings } from './settings.ts';

/** `/since/`: what came since the last visit, by day, taken from the pages of the days themselves. */
const text = translator(settings.messages, settings.language);

/** A day's items can still come in while its edition is open, and days end at other times elsewhere. */
const slackSeconds = 2 * 86_400;
/** Days that are asked for at once. */
const atOnce = 3;

interface Edition {
  /** `2026-05-18` */
  readonly id: string;
  /** `/kernel/2026/05/18/` */
  readonly path: string;
  readonly title: string;
}

async function editionsSince(since: number): Promise<{ readonly days: Edition[]; readonly more: boolean }> {
  const answer = await fetch(`${settings.prefix}editions/recent.json`);
  if (!answer.ok) throw new Error(answer.statusText);
  const { days, more }: { readonly days: Edition[]; readonly more: boolean } = await answer.json();
  const first = new Date((since - slackSeconds) * 1000).toISOString().slice(0, 10);
  const wanted = days.filter(({ id }) => id >= first);
  return { days: wanted, more: more && wanted.length === days.length };
}

/** The items of a day's page that are new. */
async function newOf({ path }: Edition, reader: Reader): Promise<HTMLElement[]> {
  const answer = await fetch(path, { headers: { accept: 'text/html' } });
  if (!answer.ok) throw new Error(answer.statusText);
  const page = parsePage(await answer.text());
  markNew(reader, page);
  return [...page.querySelectorAll<HTMLElement>('#content article.new')].map((entry) => {
    entry.classList.remove('lead');
    return document.adoptNode(entry);
  });
}

function section({ path, title }: Edition, entries: readonly HTMLElement[]): HTMLElement {
  const heading = element('h2', {}, element('a', { href: path }, title));
  const cols = element('div', { className: 'cols' }, ...entries);
  const made = element(
    'section',
    {},
    element(
      'header',
      {},
      heading,
      ' ',
      element('span', { className: 'meta' }, text('itemsCount', { n: entries.length })),
    ),
    cols,
  );
  made.setAttribute('aria-label', title);
  return made;
}

function say(message: string): void {
  const line = document.querySelector('#since');
  if (line) line.textContent = message;
}

/** The newest editions, where there is nothing else: a first visit shows them without this. */
function showNewest(): void {
  document.querySelector('#meanwhile')?.classList.add('shown');
}

async function show(reader: Reader, since: number): Promise<void> {
  const content = document.querySelector('#content');
  if (!content) return;
  const moment = momentText(since, reader.now(), settings.language);
  say(text('sinceLoading', { since: moment }));
  const { days, more } = await editionsSince(since);
  let total = 0;
  for (let at = 0; at < days.length; at += atOnce) {
    const some = days.slice(at, at + atOnce);
    const found = await Promise.all(some.map((edition) => newOf(edition, reader)));
    some.forEach((edition, i) => {
      const entries = found[i] ?? [];
      total += entries.length;
      if (entries.length > 0) content.append(section(edition, entries));
    });
    drawEntries(reader);
  }
  say(total > 0 ? text('sinceCount', { n: total, since: moment }) : text('sinceNone', { since: moment }));
  if (total === 0) showNewest();
  document.querySelector<HTMLElement>('#since-more')?.toggleAttribute('hidden', !more);
}

const reader = openReader(import.meta.url);
const { since } = reader.store.read();
if (since === undefined) {
  say(text(reader.store.isKept() ? 'sinceFirst' : 'storageBlocked'));
  showNewest();
} else
  show(reader, since).catch(() => {
    say(text('sinceFailed'));
    showNewest();
  });

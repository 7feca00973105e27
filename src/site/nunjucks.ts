import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import nunjucks from 'nunjucks';
import type { Assets } from './assets.ts';
import * as filters from './filters.ts';
import type { MessageKey } from './locales/en.ts';
import { catalogueOf, type MessageArgs } from './messages.ts';
import { templateDirs } from './package-dir.ts';
import type { PageView } from './pages.ts';
import { contentSecurityPolicy } from './policy.ts';
import { relOf, type Site } from './site.ts';
import type { NamedLink } from './views/item-view.ts';
import type { PageKind, PageMeta } from './views/page.ts';

interface NavLink {
  readonly href: string;
  readonly label: string;
  /** The key after `g` that goes there. */
  readonly go: string;
  readonly kinds: readonly PageKind[];
}

/** The variable `site` of all templates. */
export interface SiteVariables {
  readonly title: string;
  readonly description: string | undefined;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly prefix: string;
  readonly noindex: boolean;
  /** Whether any item is, or was, for subscribers only: else there is nothing to hide. */
  readonly hasSubscribers: boolean;
  readonly offline: boolean;
  readonly nav: readonly NavLink[];
  /** Whether faces of sources stand beside items. */
  readonly portraits: boolean;
}

function navOf(site: Site): NavLink[] {
  const { t, href, ledger, config } = site;
  const newest = ledger.days.at(-1);
  const links: NavLink[] = [
    {
      href: href('/'),
      label: t(config.editions.every.includes('day') ? 'today' : 'latestEdition'),
      go: 't',
      kinds: ['home'],
    },
  ];
  if (newest !== undefined && config.editions.every.includes('week')) {
    links.push({ href: href('/week/'), label: t('week'), go: 'w', kinds: ['week'] });
  }
  links.push(
    {
      href: href('/archive/'),
      label: t('archive'),
      go: 'a',
      kinds: ['archive', 'year', 'month', 'packages', 'package-month'],
    },
    { href: href('/topics/'), label: t('topics'), go: '', kinds: ['topics', 'topic'] },
    {
      href: href('/sources/'),
      label: config.sources.title ?? t('sources'),
      go: 's',
      kinds: ['sources', 'source'],
    },
  );
  return links;
}

/** The map of keys, as the help shows it. */
const keyRows: readonly { readonly keys: readonly string[]; readonly message: MessageKey }[] = [
  { keys: ['j', 'k'], message: 'keyNext' },
  { keys: ['h'], message: 'keyUnread' },
  { keys: ['J', 'K'], message: 'keySection' },
  { keys: ['o'], message: 'keyUnfold' },
  { keys: ['v'], message: 'keyOpen' },
  { keys: ['c'], message: 'keyComments' },
  { keys: ['m'], message: 'keyRead' },
  { keys: ['s'], message: 'keySave' },
  { keys: ['S'], message: 'keyShare' },
  { keys: ['n'], message: 'keyNew' },
  { keys: ['1', '2', '3'], message: 'keyDensity' },
  { keys: ['C'], message: 'keyFoldAll' },
  { keys: ['/'], message: 'keySearch' },
  { keys: ['[', ']'], message: 'keyEdition' },
  { keys: ['g t', 'g w', 'g a', 'g s'], message: 'keyGo' },
  { keys: ['g n', 'g k'], message: 'keyYours' },
  { keys: ['?'], message: 'keyHelp' },
];

/** Messages that the reader's script shows. */
const readerMessages = [
  'save',
  'saved',
  'unsaved',
  'markedRead',
  'markedUnread',
  'newMark',
  'newCount',
  'noNew',
  'showAll',
  'notKept',
] as const;

function readerMessagesOf(site: Site): string {
  const catalogue = catalogueOf(site.language);
  return JSON.stringify(Object.fromEntries(readerMessages.map((key) => [key, catalogue[key]])));
}

/** `by A and B`: names are isolated, so that their direction cannot turn the line around them. */
function bylineOf(
  authors: readonly NamedLink[],
  { t }: Site,
  lists: Intl.ListFormat,
): nunjucks.runtime.SafeString {
  const names = authors.map(({ name, href }) => {
    const text = `<bdi>${filters.escapeHtml(name)}</bdi>`;
    const link = href === undefined ? '' : filters.webUrl(href);
    return link === '' ? text : `<a href="${filters.escapeHtml(link)}">${text}</a>`;
  });
  const list = lists.format(names);
  return new nunjucks.runtime.SafeString(
    filters.escapeHtml(t('by', { name: '\u0000' })).replace('\u0000', () => list),
  );
}

/** Style and script are the package's and the publisher's own, and their hashes stand in the policy. */
function addInlines(env: nunjucks.Environment, site: Site, assets: Assets): void {
  const { theme } = assets;
  const isDay = ({ kind }: PageMeta): boolean =>
    kind === 'day' || (kind === 'home' && site.ledger.days.length > 0);
  const inline = `<style>${assets.editionStyle.text}</style>`;
  const linked = `<link rel="stylesheet" href="${site.href(assets.byName.get('style.css')?.path ?? '')}">`;
  env.addGlobal(
    'pageStyle',
    (page: PageMeta) => new nunjucks.runtime.SafeString(isDay(page) ? inline : linked),
  );
  env.addGlobal('inlineTheme', () => new nunjucks.runtime.SafeString(theme.text));
  const beside = site.config.sources.icons === 'items' ? " 'self'" : '';
  env.addGlobal('csp', (page: PageMeta) =>
    contentSecurityPolicy(site.config, {
      style: isDay(page) ? `${assets.editionStyle.hash}${beside}` : "'self'",
      scriptHash: theme.hash,
    }),
  );
}

function addGlobals(env: nunjucks.Environment, site: Site, assets: Assets): void {
  const { t, config } = site;
  const variables: SiteVariables = {
    title: config.title,
    description: config.description,
    language: site.language,
    direction: site.direction,
    prefix: site.prefix,
    noindex: config.robots === 'noindex',
    hasSubscribers: site.ledger.hasSubscribers,
    offline: config.offline,
    nav: navOf(site),
    portraits: config.sources.icons === 'items',
  };
  env.addGlobal('site', variables);
  env.addGlobal('t', (key: MessageKey, args?: MessageArgs) => t(key, args));
  // What is no referrer is no opener either.
  env.addGlobal('linkRel', relOf(config).replace(/^noopener (?=.*\bnoreferrer\b)/, ''));
  addInlines(env, site, assets);
  // Made for a script element: see structured-data.ts.
  env.addGlobal('structuredData', (json: string) => new nunjucks.runtime.SafeString(json));
  const lists = new Intl.ListFormat(site.language, { type: 'conjunction' });
  env.addGlobal('bylineOf', (authors: readonly NamedLink[]) => bylineOf(authors, site, lists));
  env.addGlobal(
    'keyRows',
    keyRows.map(({ keys, message }) => ({ keys, label: t(message) })),
  );
  env.addGlobal('readerMessages', readerMessagesOf(site));
  const { packagesCount } = catalogueOf(site.language);
  env.addGlobal('packageMessages', JSON.stringify({ packagesCount }));
}

function addFilters(env: nunjucks.Environment, site: Site, assets: Assets): void {
  env.addFilter('href', (path: string) => site.href(path));
  const numbers = new Intl.NumberFormat(site.language);
  env.addFilter('number', (value: number) => numbers.format(value));
  env.addFilter('webUrl', filters.webUrl);
  env.addFilter('includes', filters.includes);
  env.addFilter('firstTags', filters.firstTags);
  env.addFilter('moreTags', filters.moreTags);
  env.addFilter('asset', (name: string) => {
    const asset = assets.byName.get(name);
    if (!asset) throw new Error(`There is no asset "${name}".`);
    return site.href(asset.path);
  });
}

/** Renders a page's template; a template that reads an unknown variable fails, with its file, line and column. */
export type RenderTemplate = (view: PageView) => Promise<string>;

/** The site's own templates, by their names. */
function ownTemplates(siteDir: string): string[] {
  const dir = join(siteDir, 'templates');
  if (!existsSync(dir)) return [];
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.njk')).map((name) => name.replaceAll('\\', '/'));
}

/** Makes the template engine of a site: each template is compiled once, the site's own before the built-in ones. */
export function makeRenderer(site: Site, assets: Assets, siteDir: string): RenderTemplate {
  const loader = new nunjucks.FileSystemLoader(templateDirs(siteDir));
  const env = new nunjucks.Environment(loader, {
    autoescape: true,
    throwOnUndefined: true,
    trimBlocks: false,
    lstripBlocks: false,
  });
  addGlobals(env, site, assets);
  addFilters(env, site, assets);
  // Now: the engine throws a fault of an included template where nobody can catch it.
  for (const name of ownTemplates(siteDir)) env.getTemplate(name, true);
  return async ({ template, variables }) => env.render(template, variables);
}

import nunjucks from 'nunjucks';
import type { MessageArgs } from '../../model/messages.ts';
import type { MessageKey } from '../locales/en.ts';
import { catalogueOf } from '../messages.ts';
import { relOf, type Site } from '../site.ts';
import type { NamedLink } from '../views/item-view.ts';
import type { PageKind, PageMeta } from '../views/page.ts';
import type { Assets } from './assets.ts';
import * as filters from './filters.ts';
import { isPlainOutput } from './output-names.ts';
import { ownTemplates } from './own-templates.ts';
import { templateDirs } from './package-dir.ts';
import type { PageView } from './pages.ts';
import { contentSecurityPolicy } from './policy.ts';
import { slotsOf } from './slots.ts';
import { type CompiledTemplates, TemplateLoader } from './template-loader.ts';
import { templateOptions } from './template-options.ts';

interface NavLink {
  readonly href: string;
  readonly label: string;
  /** The key after `g` that goes there. */
  readonly go: string;
  readonly kinds: readonly PageKind[];
  /** The whole address of what the publisher added; empty for the rest. */
  readonly address: string;
}

/** The variable `site` of all templates. */
interface SiteVariables {
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
  /** The address of the logo; `undefined` where there is none. */
  readonly logo: string | undefined;
  /** Whether faces of sources stand beside items. */
  readonly portraits: boolean;
}

/** Paths of the site get its prefix; other addresses stay. */
function ownNav({ config, href, absolute }: Site): NavLink[] {
  return config.nav.map(({ label, href: to }) => {
    const [address, link] = to.startsWith('/') ? [absolute(to), href(to)] : [to, to];
    return { label, href: link, go: '', kinds: [], address };
  });
}

function navOf(site: Site): NavLink[] {
  const { t, href, ledger, config } = site;
  const { every } = config.editions;
  const builtIn = (path: string, label: string, go: string, ...kinds: PageKind[]): NavLink => ({
    href: href(path),
    label,
    go,
    kinds,
    address: '',
  });
  const hasWeeks = ledger.days.length > 0 && every.includes('week');
  return [
    builtIn('/', t(every.includes('day') ? 'today' : 'latestEdition'), 't', 'home'),
    ...(hasWeeks ? [builtIn('/week/', t('week'), 'w', 'week')] : []),
    builtIn('/archive/', t('archive'), 'a', 'archive', 'year', 'month', 'packages', 'package-month'),
    builtIn('/topics/', t('topics'), '', 'topics', 'topic'),
    builtIn('/sources/', config.sources.title ?? t('sources'), 's', 'sources', 'source'),
    ...ownNav(site),
  ];
}

/** `by A and B`: names are isolated, so that their direction cannot turn the line around them. */
function bylineOf(authors: readonly NamedLink[], { t, list }: Site): nunjucks.runtime.SafeString {
  const names = authors.map(({ name, href }) => {
    const text = `<bdi>${filters.escapeHtml(name)}</bdi>`;
    const link = href === undefined ? '' : filters.webUrl(href);
    return link === '' ? text : `<a href="${filters.escapeHtml(link)}">${text}</a>`;
  });
  return new nunjucks.runtime.SafeString(
    filters.escapeHtml(t('by', { name: '\u0000' })).replace('\u0000', () => list(names)),
  );
}

/** Style and script are the package's and the publisher's own, and their hashes stand in the policy. */
function addInlines(env: nunjucks.Environment, site: Site, assets: Assets): void {
  const { theme, firstStyle } = assets;
  const safe = (html: string): nunjucks.runtime.SafeString => new nunjucks.runtime.SafeString(html);
  const inline = safe(`<style>${firstStyle.text}</style>`);
  const linked = safe(
    `<link rel="stylesheet" href="${site.href(assets.byName.get('style.css')?.path ?? '')}">`,
  );
  env.addGlobal('pageStyle', (page: PageMeta) => (page.hasFirstStyle ? inline : linked));
  // Nothing below it is shown before it is there, and nothing above it changes.
  env.addGlobal('laterStyle', (page: PageMeta) => (page.hasFirstStyle ? linked : ''));
  env.addGlobal('inlineTheme', () => safe(theme.text));
  // Nothing in it is anybody else's, and nothing ends an attribute.
  const policies = {
    front: safe(contentSecurityPolicy(site, { style: firstStyle.hash, script: theme.hash })),
    other: safe(contentSecurityPolicy(site)),
  };
  env.addGlobal('csp', (page: PageMeta) => policies[page.hasFirstStyle ? 'front' : 'other']);
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
    logo: site.look.logo === undefined ? undefined : site.href(site.look.logo),
    portraits: config.sources.icons === 'items',
  };
  env.addGlobal('site', variables);
  const known = catalogueOf(site.language);
  env.addGlobal('t', (key: MessageKey, args?: MessageArgs) => {
    if (!Object.hasOwn(known, key)) throw new Error(`There is no text "${key}".`);
    return t(key, args);
  });
  // What is not a referrer is no opener either.
  env.addGlobal('linkRel', relOf(config).replace(/^noopener (?=.*\bnoreferrer\b)/, ''));
  addInlines(env, site, assets);
  // Made for a script element: see structured-data.ts.
  env.addGlobal('structuredData', (json: string) => new nunjucks.runtime.SafeString(json));
  env.addGlobal('bylineOf', (authors: readonly NamedLink[]) => bylineOf(authors, site));
  const { packagesCount } = known;
  env.addGlobal('packageMessages', JSON.stringify({ packagesCount }));
}

function addFilters(env: nunjucks.Environment, site: Site, assets: Assets): void {
  env.addFilter('href', (path: string) => site.href(path));
  const numbers = new Intl.NumberFormat(site.language);
  env.addFilter('number', (value: number) => numbers.format(value));
  env.addFilter('webUrl', filters.webUrl);
  env.addFilter('csv', filters.csv);
  env.addFilter('breakable', (text: string) => new nunjucks.runtime.SafeString(filters.breakable(text)));
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

/** Makes the template engine of a site: each template is compiled once, the site's own before the built-in ones. */
export function makeRenderer(
  site: Site,
  assets: Assets,
  siteDir: string,
  compiled: CompiledTemplates = {},
): RenderTemplate {
  const slots = slotsOf(siteDir);
  const engineOf = (templates: CompiledTemplates, autoescape = true): nunjucks.Environment => {
    const loader = new TemplateLoader(templateDirs(siteDir), templates);
    const env = new nunjucks.Environment(loader, { ...templateOptions, autoescape });
    addGlobals(env, site, assets);
    // What the publisher's files say.
    env.addGlobal('slots', slots);
    env.addGlobal('themeColors', assets.themeColors);
    addFilters(env, site, assets);
    return env;
  };
  const env = engineOf(compiled);
  let plain: nunjucks.Environment | undefined;
  // Now: the engine throws a fault of an included template where nobody can catch it.
  for (const name of ownTemplates(siteDir)) if (name.endsWith('.njk')) env.getTemplate(name, true);
  return async ({ template, variables }) => {
    if (isPlainOutput(template)) {
      plain ??= engineOf({}, false);
      return plain.render(template, variables);
    }
    try {
      return env.render(template, variables);
    } catch {
      // From their texts, so that a fault has the file and the line where it is.
      return engineOf({}).render(template, variables);
    }
  };
}

import { trackingRules } from './libraries.ts';

/** What one site's links carry that only serves to watch who follows them. */
interface SiteRule {
  readonly host: RegExp;
  readonly params: readonly string[];
  /** The parameter that holds the real address, when the site only redirects. */
  readonly target: string | undefined;
  readonly except: readonly RegExp[];
}

/**
 * Parameters beyond the maintained list, with their prefixes: advertising click numbers, newsletter and analytics
 * marks. One list, here.
 */
const moreParams: ReadonlySet<string> = new Set(
  `_branch_match_id _ga _gl _kx _openstat at_campaign at_medium bsft_clkid bsft_uid cmpid cvid dclid ef_id epik
  gad_campaignid gad_source gbraid gclid gclsrc guccounter guce_referrer guce_referrer_sig hsctatracking igsh igshid
  irclickid li_fat_id mc_cid mc_eid mkt_tok ml_subscriber ml_subscriber_hash msclkid ns_campaign ns_mchannel ns_source
  oft_id rb_clickid ref_src s_cid s_kwcid sb_referer_host sr_share srsltid ttclid twclid vero_conv vero_id wbraid wickedid
  wt.mc_id wt_mc xtor yclid ysclid`.split(/\s+/),
);
const paramPrefixes = /^(?:utm_|mtm_|pk_|piwik_|matomo_|hsa_|itm_|stm_)/;

/** `?ref=rss` and the like: the value says that it only tells where the reader came from. */
const sourceParam = /^(?:partner|ref|source|src)=(?:rss|rss_?feed|feed|atom|newsletter)$/i;

/** Targets that are forms to fill in or searches, not redirects. */
const notRedirects: ReadonlySet<string> = new Set(['keyword', 'p', 'path', 'return']);

interface SiteRules {
  readonly all: readonly SiteRule[];
  /** Those that every site has part in. */
  readonly everywhere: readonly SiteRule[];
  /** All others as one pattern: hardly any host is among these two hundred. */
  readonly anySite: RegExp;
}

let siteRules: SiteRules | undefined;

function readRules(): SiteRules {
  const all = list(trackingRules()).flatMap(readRule);
  const everywhere = all.filter(({ host }) => host.source === '.*');
  const sites = all.filter((rule) => !everywhere.includes(rule)).map(({ host }) => host.source);
  return { all, everywhere, anySite: new RegExp(sites.join('|'), 'i') };
}

function readRule(rule: unknown): SiteRule[] {
  if (typeof rule !== 'object' || rule === null) return [];
  const fields = new Map<string, unknown>(Object.entries(rule));
  const match = fields.get('match');
  if (!(match instanceof RegExp) || fields.get('match_href') === true) return [];
  const target = fields.get('redirect');
  return [
    {
      // `g` makes a RegExp remember where it stopped.
      host: new RegExp(match.source, 'i'),
      params: list(fields.get('rules')).filter((name) => typeof name === 'string'),
      target: typeof target === 'string' && !notRedirects.has(target) && target !== '' ? target : undefined,
      except: list(fields.get('exclude'))
        .filter((pattern) => pattern instanceof RegExp)
        .map((pattern) => new RegExp(pattern.source, 'i')),
    },
  ];
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The parameters that go, of rules that were found for a host. */
const paramsOf = new WeakMap<readonly SiteRule[], ReadonlySet<string>>();

function paramsBy(rules: readonly SiteRule[]): ReadonlySet<string> {
  const known = paramsOf.get(rules);
  if (known !== undefined) return known;
  const names = new Set(rules.flatMap((rule) => rule.params));
  paramsOf.set(rules, names);
  return names;
}

const rulesByHost = new Map<string, readonly SiteRule[]>();

function rulesOf(host: string): readonly SiteRule[] {
  siteRules ??= readRules();
  const { all, everywhere, anySite } = siteRules;
  return anySite.test(host) ? all.filter((rule) => rule.host.test(host)) : everywhere;
}

function rulesFor(url: URL): readonly SiteRule[] {
  const known = rulesByHost.get(url.host);
  const rules = known ?? rulesOf(url.host);
  if (known === undefined) {
    if (rulesByHost.size >= 1_000) rulesByHost.clear();
    rulesByHost.set(url.host, rules);
  }
  if (rules.every((rule) => rule.except.length === 0)) return rules;
  return rules.filter((rule) => !rule.except.some((pattern) => pattern.test(url.href)));
}

/**
 * Takes tracking parameters out of the query. What stays keeps its order and its spelling: sites compare queries
 * byte by byte when they are signed.
 */
export function withoutTracking(url: URL): URL {
  if (url.search === '') return url;
  const names = paramsBy(rulesFor(url));
  const pairs = url.search.slice(1).split('&');
  const kept = pairs.filter((pair) => {
    const name = pair.split('=', 1)[0] ?? '';
    const lower = name.toLowerCase();
    return !(names.has(name) || moreParams.has(lower) || paramPrefixes.test(lower) || sourceParam.test(pair));
  });
  if (kept.length === pairs.length) return url;
  const result = new URL(url);
  result.search = kept.join('&');
  return result;
}

/** The parameter in which this host's redirects carry their target. */
export function redirectParam(url: URL): string | undefined {
  return rulesFor(url).find((rule) => rule.target !== undefined && url.searchParams.has(rule.target))?.target;
}

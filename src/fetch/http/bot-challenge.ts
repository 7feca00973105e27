/**
 * Pages that ask for proof that a person is there, in place of what was asked for: with 403 mostly, and with 200, 202,
 * 429 and 503. To a feed reader all of them say the same: nobody will ever get the feed here without its owner's help.
 */

type Headers = Readonly<Record<string, string>>;

/** Headers that only such pages have. */
const signs: readonly (readonly [name: string, value: RegExp, product: string])[] = [
  ['cf-mitigated', /challenge/i, 'Cloudflare'],
  ['x-amzn-waf-action', /challenge|captcha/i, 'AWS WAF'],
  ['x-vercel-mitigated', /challenge/i, 'Vercel'],
  ['x-datadome', /protected/i, 'DataDome'],
  ['sg-captcha', /challenge/i, 'SiteGround'],
  ['x-sucuri-block', /./, 'Sucuri'],
];

/** Marks in the page itself. What protected sites put into their ordinary pages, too, is not among them. */
const marks: readonly (readonly [mark: RegExp, product: string])[] = [
  [
    /_cf_chl_opt|cf-chl-(?:bypass|widget)|cf-browser-verification|<title>Attention Required! \| Cloudflare/i,
    'Cloudflare',
  ],
  [/id=["']anubis_challenge|\/\.within\.website\/x\/cmd\/anubis/i, 'Anubis'],
  [/<title>DDoS-Guard<|\/\.well-known\/ddos-guard\/js-challenge/i, 'DDoS-Guard'],
  [/window\.gokuProps|AwsWafIntegration\.(?:forceRefreshToken|getToken|checkForceRefresh)/, 'AWS WAF'],
  [/_Incapsula_Resource|Incapsula incident ID/, 'Imperva'],
  [/captcha-delivery\.com\//, 'DataDome'],
  [/sucuri_cloudproxy_js|<title>You are being redirected\.\.\.<\/title>[\s\S]*sucuri/i, 'Sucuri'],
  [/id=["']px-captcha|_pxAppId|\/\/captcha\.px-(?:cdn|cloud)\.net\//, 'PerimeterX'],
  [/sec-if-cpt-container|\/_sec\/cp_challenge\//, 'Akamai'],
  [/<title>Vercel Security Checkpoint</i, 'Vercel'],
  [/\/\.well-known\/sgcaptcha\//, 'SiteGround'],
  [/\/aes\.js["'][\s\S]*__test=/, 'free hosting'],
  [/\/_fs-ch-[\w-]+\//, 'Fastly'],
  [/\/\.well-known\/\.git\.gammaspectra\.live\//i, 'go-away'],
];

/** Titles that only such pages have, of whatever maker. */
const title =
  /<title[^>]*>\s*(?:just a moment\W*|checking your browser\b[^<]*|(?:please )?verify(?:ing)? (?:that )?you(?: are|'re|&#39;re|’re) (?:a )?human\W*|(?:are you (?:a )?(?:human|robot|bot))\W*|making sure you(?:'|&#0?39;|&#x27;|&apos;|’)re not a bot\W*|(?:bot|human|robot) (?:verification|check|challenge)\W*|client challenge|one moment, please\W*|ddos protection\b[^<]*|security (?:check|checkpoint|verification)\W*|(?:i am|you are|are you) not a robot\W*)\s*<\/title>/i;

/** A page that asks to be run does not need more. */
const maxChars = 200_000;

/** Whose challenge the headers say it is; `undefined` where they say nothing. */
export function challengeInHeaders(headers: Headers): string | undefined {
  return signs.find(([name, value]) => value.test(headers[name] ?? ''))?.[2];
}

const isPage = (text: string, headers: Headers): boolean =>
  /html/i.test(headers['content-type'] ?? 'html') &&
  /^\s*(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype html|html|head|body|meta|script|title)/i.test(text);

/** Whose challenge a page is: the maker's name, or `unknown`; `undefined` of any other document. */
export function challengeIn(body: Uint8Array, headers: Headers): string | undefined {
  if (body.length > maxChars) return undefined;
  const text = new TextDecoder('latin1').decode(body).replace(/^ï»¿/, '');
  if (!isPage(text, headers)) return undefined;
  return (
    marks.find(([mark]) => mark.test(text))?.[1] ??
    (title.test(new TextDecoder().decode(body)) ? 'unknown' : undefined)
  );
}

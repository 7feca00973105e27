import { describe, expect, it } from 'vitest';
import { challengeIn, challengeInHeaders } from './bot-challenge.ts';

const html = { 'content-type': 'text/html; charset=utf-8' };
const of = (text: string, headers: Record<string, string> = html) =>
  challengeIn(new TextEncoder().encode(text), headers);
const page = (head: string, body = '') =>
  `<!DOCTYPE html><html><head>${head}</head><body>${body}</body></html>`;

describe('a page that asks for proof of a person', () => {
  it.each([
    ['Cloudflare', page('<title>Just a moment...</title>', '<script>window._cf_chl_opt={}</script>')],
    ['Cloudflare', page('<title>Attention Required! | Cloudflare</title>')],
    [
      'Anubis',
      page(
        "<title>Making sure you're not a bot!</title>",
        '<script id="anubis_challenge" type="application/json">{}</script>',
      ),
    ],
    ['AWS WAF', page('', '<script>window.gokuProps = {};</script>')],
    ['DDoS-Guard', page('<title>DDoS-Guard</title>')],
    ['Imperva', page('', '<iframe src="/_Incapsula_Resource?x=1"></iframe>')],
    ['DataDome', page('', '<script src="https://ct.captcha-delivery.com/c.js"></script>')],
    ['SiteGround', page('<meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=%2Ffeed">')],
    [
      'PerimeterX',
      page('<title>Access denied</title>', '<script src="https://captcha.px-cdn.net/x/captcha.js"></script>'),
    ],
    ['free hosting', page('', '<script src="/aes.js"></script><script>document.cookie="__test=1"</script>')],
    ['unknown', page('<title>Just a moment...</title>')],
    ['unknown', page('<title>Making sure you&#39;re not a bot!</title>')],
    ['unknown', page('<title>Please verify you are a human</title>')],
  ])('is known: %s', (maker, text) => {
    expect(of(text)).toBe(maker);
    expect(of(`\ufeff\n<!-- hello -->${text}`)).toBe(maker);
  });

  it.each([
    [
      'a page that is protected, and shown',
      page('<title>News</title>', '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>'),
    ],
    [
      'an article about such pages',
      page('<title>Are you a robot? How captchas came about</title>', '<p>Words.</p>'),
    ],
    [
      'a feed that speaks of them',
      '<?xml version="1.0"?><rss><channel><title>Just a moment...</title><item><description>window._cf_chl_opt</description></item></channel></rss>',
    ],
    ['a feed in JSON', '{"title":"<title>Just a moment...</title>"}'],
    ['nothing', ''],
  ])('is not %s', (_case, text) => {
    expect(of(text)).toBeUndefined();
    expect(of(text, {})).toBeUndefined();
  });

  it('is not looked for in what is called a feed, nor in what is long', () => {
    const text = page('<title>Just a moment...</title>');
    expect(of(text, { 'content-type': 'application/rss+xml' })).toBeUndefined();
    expect(of(text + ' '.repeat(300_000))).toBeUndefined();
  });

  it.each([
    [{ 'cf-mitigated': 'challenge' }, 'Cloudflare'],
    [{ 'x-amzn-waf-action': 'captcha' }, 'AWS WAF'],
    [{ server: 'cloudflare' }, undefined],
  ])('says so in its headers: %j', (headers, maker) => {
    expect(challengeInHeaders(headers as Record<string, string>)).toBe(maker);
  });

  it('costs little whatever it holds', () => {
    const hostile = page('<title>'.repeat(20_000));
    expect(of(hostile)).toBeUndefined();
    expect(of(`<!--${'<!--'.repeat(40_000)}`)).toBeUndefined();
  });
});

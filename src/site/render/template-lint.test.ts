import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageDir } from './package-dir.ts';

const dir = join(packageDir, 'templates');
const templates = readdirSync(dir, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.njk'))
  .sort();

/** The only templates that may let HTML through, and what: the cleaner made all of it. */
const letThrough: Readonly<Record<string, readonly string[]>> = {
  [join('partials', 'item.njk')]: ['item.opening', 'item.picture', 'note'],
  [join('partials', 'body.njk')]: ['item.body'],
  [join('partials', 'introduction.njk')]: ['introduction.html'],
  // The editor's.
  [join('mail', 'edition.njk')]: ['mail.introduction.html', 'note'],
  // The publisher's own text, in which no feed has a part.
  [join('pages', 'own.njk')]: ['html'],
};
const withBody = join('partials', 'item.njk');

const urlAttribute = /\s(?:href|src|srcset|action|formaction|poster|data|cite|background)="([^"]*)"/g;
const checkedUrl = /^\{\{ [^{}|]+ \| (?:webUrl|href|asset) \}\}$/;

const dataBlock = '<script type="application/ld+json">{{ structuredData(page.jsonLd) }}</script>';

/** Mail programs read no stylesheet but the mail's own; what stands there must be ours all the same. */
const isMail = (name: string): boolean => name.startsWith(`mail${sep}`);
const ownStyle = /^(?:[\w ]+|'[^']*' if [\w.]+ else '[^']*')$/;

function styleFaults(name: string, text: string): string[] {
  if (!isMail(name)) return [];
  const styles = [...text.matchAll(/\sstyle="([^"]*)"|<style[^>]*>([\s\S]*?)<\/style>/g)];
  const filled = styles.flatMap(([whole]) => [...whole.matchAll(/\{\{([\s\S]*?)\}\}/g)]);
  return filled
    .map(([, expression = '']) => expression.trim())
    .filter((expression) => !ownStyle.test(expression))
    .map((expression) => `fills a style: ${expression}`);
}

/** What is unsafe in a template, in words. */
function faultsOf(name: string, source: string): string[] {
  const text = source.replace(/\{#[\s\S]*?#\}/g, '');
  const faults: string[] = [];
  const allowed = letThrough[name] ?? [];
  const safe = text.match(/\|\s*safe\b/g) ?? [];
  if (safe.length > allowed.length) faults.push('lets text through as HTML');
  const expected = allowed.filter((value) => text.includes(`{{ ${value} | safe }}`));
  if (safe.length > expected.length) faults.push('lets something else than its HTML through');
  if (/\{%-?\s*autoescape|\|\s*(?:dump|escape)\b|\bcaller\b/.test(text))
    faults.push('changes how text is escaped');
  const markup = text.replace(/\{%[\s\S]*?%\}/g, ' ').replace(/\{\{[\s\S]*?\}\}/g, 'X');
  for (const [tag] of markup.matchAll(/<[a-z][^>]*>/gi)) {
    if (/\s[\w:-]+=(?!")/.test(tag.replace(/"[^"]*"/g, '""')))
      faults.push(`has an unquoted attribute: ${tag}`);
    const forbidden = isMail(name) ? /\son\w+=|\ssrcdoc=/i : /\son\w+=|\sstyle=|\ssrcdoc=/i;
    if (forbidden.test(tag)) faults.push(`has a script or style in an attribute: ${tag}`);
  }
  // French has a space before it, Chinese a sign of its own: `t('colon')`.
  if (/\bt\('\w+'\) \}\}\s?[:;]/.test(text))
    faults.push('writes a sign of its own behind a text of the interface');
  for (const [attribute, value = ''] of text.matchAll(urlAttribute)) {
    if (value.includes('{{') && !value.startsWith('#') && !checkedUrl.test(value)) {
      faults.push(`has an unchecked address:${attribute}`);
    }
    if (!value.includes('{{') && !value.startsWith('#'))
      faults.push(`has an address without the prefix:${attribute}`);
  }
  for (const [whole, content = ''] of text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/gi)) {
    // The one data block: it is never run, and its text is made for this place.
    if (whole === dataBlock) continue;
    if (content.trim() !== '' && content !== '{{ inlineTheme() }}')
      faults.push('has a script that stands in the page');
  }
  for (const [, content = ''] of text.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/gi)) {
    if (content !== '' && !isMail(name)) faults.push('has a style that stands in the page');
  }
  return [...faults, ...styleFaults(name, text)];
}

describe('templates', () => {
  it('are all found', () => {
    expect(templates).toEqual(
      expect.arrayContaining([withBody, join('layouts', 'base.njk'), join('pages', 'day.njk')]),
    );
  });

  it.each(templates)('%s is safe', (name) => {
    expect(faultsOf(name, readFileSync(join(dir, name), 'utf8'))).toEqual([]);
  });

  it('of mails may not fill a style with what a feed says', () => {
    expect(faultsOf(join('mail', 'x.njk'), '<p style="color:{{ place.title }}">x</p>')).toEqual([
      'fills a style: place.title',
    ]);
  });

  it.each(templates)('%s says what it is and reads', (name) => {
    const [first = ''] = readFileSync(join(dir, name), 'utf8').split('\n');
    expect(first).toMatch(/^\{# [\w-]+\.njk: .*[Rr]eads.*#\}$/);
  });
});

describe('the check of templates', () => {
  it.each([
    ['text let through as HTML', '<p>{{ title | safe }}</p>'],
    ['a colon that is not of the language', "<b>{{ t('next') }}: </b>"],
    ['the same without spaces', '<p>{{title|safe}}</p>'],
    ['escaping turned off', '{% autoescape false %}{{ title }}{% endautoescape %}'],
    ['an unquoted attribute', '<p title={{ title }}>x</p>'],
    ['an attribute in single quotes', "<p title='{{ title }}'>x</p>"],
    ['an address without a filter', '<a href="{{ item.url }}">x</a>'],
    ['an address with another filter', '<a href="{{ item.url | escape }}">x</a>'],
    ['an address that is only partly checked', '<a href="{{ a | webUrl }}{{ b }}">x</a>'],
    ['a picture without a filter', '<img src="{{ item.image }}" alt="">'],
    ['a form without a filter', '<form action="{{ x }}">'],
    ['a poster without a filter', '<video poster="{{ x }}">'],
    ['an address that forgets the prefix', '<a href="/sources/">x</a>'],
    ['data in a script', '<script type="application/json">{{ data | dump }}</script>'],
    ['a script', '<script>let x = "{{ title }}";</script>'],
    ['a handler', '<p onclick="{{ x }}">'],
    ['a style in an attribute', '<p style="{{ x }}">'],
  ])('finds %s', (_case, source) => {
    expect(faultsOf('pages/x.njk', source)).not.toEqual([]);
  });

  it('finds a second text let through beside the body', () => {
    expect(faultsOf(withBody, '{{ item.body | safe }}{{ item.title | safe }}')).not.toEqual([]);
    expect(faultsOf(withBody, '{{ item.title | safe }}')).not.toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanHtml } from '../clean/index.ts';
import { growsLinearly } from '../model/growth.test-kit.ts';
import type { RuleField } from '../model/rule-fields.ts';
import type { Condition, FeedConfig, Item, Matcher, Rule, RuleAction } from '../model/types.ts';
import type { RuleSubject } from './rule-conditions.ts';
import { builtInRules, compileRules, type Ruled } from './rules.ts';

const now = '2026-05-18T12:00:00Z';
const feed: FeedConfig = { id: 'lwn', url: 'https://lwn.example/', publish: 'full', where: '' };

function subject(over: Partial<Omit<Item, '_daybook'>> = {}, text = 'Some text.'): RuleSubject {
  return {
    item: {
      id: 'lwn:1',
      content_html: cleanHtml(text),
      ...over,
      _daybook: { feed: 'lwn', key: 'k', first_seen: now, dated_by: 'published', access: 'open' },
    },
    day: '2026-05-18',
    text,
  };
}

const text = (value: string): Matcher => ({ kind: 'text', text: value });
const regex = (source: string, flags = ''): Matcher => ({ kind: 'regex', source, flags });
const field = (name: RuleField, ...any: Matcher[]): Condition => ({ kind: 'field', field: name, any });
const rule = (condition: Condition, action: RuleAction): Rule => ({ if: condition, do: action, where: '' });

function apply(rules: readonly Rule[], to = subject(), by: FeedConfig | undefined = feed): Ruled | undefined {
  return compileRules(rules, { now, timezone: 'UTC' })(to, by);
}

function matches(condition: Condition, to = subject(), by: FeedConfig | undefined = feed): boolean {
  return apply([rule(condition, { labels: ['hit'] })], to, by)?.labels.includes('hit') === true;
}

describe('what a rule can look at', () => {
  const item = subject(
    {
      title: 'Linux 7.1 released',
      url: 'https://lwn.example/Articles/1/',
      external_url: 'https://kernel.example/7.1',
      summary: 'A summary.',
      authors: [{ name: 'Ada Lovelace' }, { url: 'https://bob.example/' }],
      tags: ['Kernel'],
      language: 'fr-CA',
      attachments: [{ url: 'https://lwn.example/a.mp3', mime_type: 'audio/mpeg' }],
    },
    'The body says sponsored.',
  );
  const placed = { ...feed, section: 'kernel', tags: ['own'] };

  it.each([
    ['bücher.example', true],
    ['xn--bcher-kva', true],
    ['/über/', true],
    ['%C3%BCber', true],
    ['/uber/', false],
  ])('finds addresses as they are, and as people write them: %s', (wanted, expected) => {
    const url = 'https://xn--bcher-kva.example/%C3%BCber/?q=%E9';
    expect(matches(field('url', text(wanted)), subject({ url }))).toBe(expected);
  });

  it.each<[RuleField, Matcher, boolean]>([
    ['feed', text('lwn'), true],
    ['feed', text('lw'), false],
    ['feed', regex('^l'), true],
    ['title', text('RELEASED'), true],
    ['title', text('Linux 7x1'), false],
    ['title', regex('^linux', 'i'), true],
    ['title', regex('^linux'), false],
    ['author', text('lovelace'), true],
    ['author', text('bob.example'), true],
    ['tag', text('kernel'), true],
    ['tag', text('kern'), false],
    ['tag', text('own'), true],
    ['url', text('/articles/'), true],
    ['url', text('kernel.example'), true],
    ['content', text('sponsored'), true],
    ['content', text('a summary'), true],
    ['content', text('<p>'), false],
    ['section', text('kernel'), true],
    ['section', text('other'), false],
    ['language', text('fr'), true],
    ['language', text('fr-ca'), true],
    ['language', text('f'), false],
    ['language', text('fr-FR'), false],
    ['date', text('2026-05-18'), true],
    ['date', text('2026-05'), true],
    ['date', text('2026-06'), false],
    ['date', text('2026-05-19..'), false],
    ['date', text('..2026-05'), true],
    ['date', regex('^2026-05-'), true],
    ['attachment', text('audio/'), true],
    ['attachment', text('video/'), false],
  ])('%s %j: %s', (name, matcher, expected) => {
    expect(matches(field(name, matcher), item, placed)).toBe(expected);
  });

  it.each<RuleField>(['title', 'author', 'tag', 'url', 'content', 'section', 'language', 'attachment'])(
    'an item without %s is not matched by it',
    (name) => {
      expect(matches(field(name, text('x')), subject({}, ''), undefined)).toBe(false);
    },
  );

  it('several values of a key are alternatives', () => {
    expect(matches(field('tag', text('rust'), text('kernel')), item)).toBe(true);
  });

  it.each<[string, Condition, boolean]>([
    [
      'all, when both hold',
      { kind: 'all', of: [field('tag', text('kernel')), field('feed', text('lwn'))] },
      true,
    ],
    [
      'all, when one does not',
      { kind: 'all', of: [field('tag', text('kernel')), field('feed', text('x'))] },
      false,
    ],
    ['any, when one holds', { kind: 'any', of: [field('tag', text('x')), field('feed', text('lwn'))] }, true],
    ['any, when none does', { kind: 'any', of: [field('tag', text('x')), field('feed', text('x'))] }, false],
    ['not', { kind: 'not', of: field('tag', text('x')) }, true],
    ['not of what holds', { kind: 'not', of: field('tag', text('kernel')) }, false],
  ])('%s', (_case, condition, expected) => {
    expect(matches(condition, item)).toBe(expected);
  });

  it('a pattern that would hang a backtracking engine takes linear time', () => {
    const search = (size: number): void => {
      const hostile = subject({ title: `${'a'.repeat(size)}!` });
      expect(matches(field('title', regex('^(a+)+$')), hostile)).toBe(false);
      expect(matches(field('title', regex('(a|aa)+$')), hostile)).toBe(false);
    };
    expect(growsLinearly(search, 100_000)).toBe(true);
  });

  it('a plain text is found as it is, whatever characters it holds', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (before, needle, after) => {
        expect(matches(field('title', text(needle)), subject({ title: before + needle + after }))).toBe(true);
      }),
    );
  });
});

describe('a plain text', () => {
  it.each<[RuleField, string, string]>([
    ['title', "don't", 'Why we don’t'],
    ['title', 'l’été', "C'est l'été"],
    ['title', '"open" source', 'What “open” source is'],
    ['title', 'two words', 'Two\u00a0words'],
    ['title', 'e-mail', 'The e\u2011mail'],
    ['author', "o'neil", 'Ann O’Neil'],
    ['tag', '#linux', 'Linux'],
    ['tag', 'C#', 'C#'],
  ])('in %s, %s finds %s, however its signs are printed', (name, wanted, value) => {
    const item = { title: value, authors: [{ name: value }], tags: [value] };
    expect(matches(field(name, text(wanted)), subject(item))).toBe(true);
  });

  it('takes signs of patterns as they are', () => {
    for (const wanted of ['a.b', 'a+b', '(x', '[y', '$1', 'a|b', '\\d'])
      expect(matches(field('title', text(wanted)), subject({ title: `Of ${wanted} here` })), wanted).toBe(
        true,
      );
    expect(matches(field('title', text('a.b')), subject({ title: 'axb' }))).toBe(false);
  });
});

describe('what a rule can do', () => {
  const always = field('feed', text('lwn'));

  it('nothing, when no rule matches', () => {
    expect(apply([])).toEqual({
      labels: [],
      tags: [],
      access: 'open',
      publish: 'full',
      pinned: false,
      weight: 1,
    });
  });

  it('drops', () => {
    expect(apply([rule(always, { drop: true })])).toBeUndefined();
  });

  it('sets everything at once', () => {
    const action: RuleAction = {
      labels: ['a', 'b'],
      tags: ['t'],
      section: 's',
      publish: 'title',
      pin: true,
      weight: 7,
      access: 'subscriber',
    };
    expect(apply([rule(always, action)])).toEqual({
      labels: ['a', 'b'],
      tags: ['t'],
      section: 's',
      publish: 'title',
      pinned: true,
      weight: 7,
      access: 'subscriber',
    });
  });

  it('applies in order: later rules see, add to and override earlier ones', () => {
    const rules = [
      rule(always, { tags: ['first'], section: 'a', pin: true, weight: 3 }),
      rule(field('tag', text('first')), { tags: ['second', 'first'], section: 'b', pin: false }),
      rule(field('section', text('a')), { labels: ['never'] }),
    ];
    expect(apply(rules)).toMatchObject({
      tags: ['first', 'second'],
      section: 'b',
      pinned: false,
      weight: 3,
      labels: [],
    });
  });

  it('starts from what the feed is configured with', () => {
    const by: FeedConfig = { ...feed, section: 'kernel', tags: ['linux'], publish: 'excerpt' };
    expect(apply([], subject({ tags: ['linux', 'own'] }), by)).toMatchObject({
      section: 'kernel',
      tags: ['linux', 'own'],
      publish: 'excerpt',
    });
  });

  it.each<[string, Matcher, string, string]>([
    ['a pattern', regex('^\\[ad\\] '), '[ad] News', 'News'],
    ['a text, whatever its case', text('[AD]'), 'News [ad]', 'News'],
    ['a text after a letter that grows in lower case', text('[ad]'), 'İİİ [ad] x', 'İİİ  x'],
    ['but never the whole title', regex('.+'), 'News', 'News'],
    ['a text with characters of patterns', text('(a.b)*'), 'x (a.b)*', 'x'],
  ])('strips %s', (_case, matcher, title, expected) => {
    expect(apply([rule(field('title', matcher), { strip: true })], subject({ title }))?.title).toBe(expected);
  });

  it('does not strip what must not be there', () => {
    const condition: Condition = { kind: 'not', of: field('title', text('x')) };
    expect(apply([rule(condition, { strip: true })], subject({ title: 'News' }))?.title).toBe('News');
  });

  it.each([
    ['before the day', '2026-05-17T23:59:59Z', 'UTC', false],
    ['from the day on', '2026-05-18T00:00:00Z', 'UTC', true],
    ['before the day in a zone west of it', '2026-05-18T03:00:00Z', 'America/New_York', false],
    ['from the day on in a zone east of it', '2026-05-17T15:00:00Z', 'Asia/Tokyo', true],
  ])('mutes until a day: %s', (_case, at, timezone, shown) => {
    const rules = [rule(always, { muteUntil: '2026-05-18' })];
    expect(compileRules(rules, { now: at, timezone })(subject(), feed) !== undefined).toBe(shown);
  });
});

describe('access', () => {
  it.each([
    ['[$] The state of things', 'subscriber', 'The state of things'],
    ['The price: [$] 5', 'open', 'The price: [$] 5'],
    ['[$]', 'open', '[$]'],
  ])('knows the mark of %j', (title, access, shown) => {
    expect(apply(builtInRules, subject({ title }))).toMatchObject({ access, title: shown });
  });

  it.each([
    ['not yet', '2026-05-08T12:00:01Z', 'subscriber'],
    ['now', '2026-05-08T12:00:00Z', 'open'],
  ])('opens after the feed’s time: %s', (_case, published, access) => {
    const by = { ...feed, freeAfterMs: 10 * 86_400_000 };
    const to = subject({ title: '[$] News', date_published: published });
    expect(apply(builtInRules, to, by)?.access).toBe(access);
  });
});

describe('the text of an item', () => {
  const asked = (rules: readonly Rule[]): number => {
    let count = 0;
    const { item, day } = subject({ title: '[$] A title' });
    const counting = {
      item,
      day,
      get text(): string {
        count += 1;
        return 'Some text.';
      },
    };
    apply(rules, counting);
    return count;
  };

  it('is asked for by rules that look at the content alone: it may have to be made', () => {
    const others = (['title', 'author', 'tag', 'url', 'feed', 'date', 'section', 'language'] as const).map(
      (name) => rule(field(name, text('x'), regex('y')), { labels: ['hit'] }),
    );
    expect(asked([...builtInRules, ...others])).toBe(0);
    expect(asked([rule(field('content', text('some')), { labels: ['hit'] })])).toBe(1);
  });
});

describe('compiling', () => {
  it('looks at each rule once, however often it is compiled', () => {
    let looks = 0;
    const counting: Rule = {
      do: { labels: ['hit'] },
      where: '',
      get if(): Condition {
        looks += 1;
        return field('title', text('a'));
      },
    };
    for (let count = 0; count < 3; count += 1) apply([counting]);
    expect(looks).toBe(1);
  });
});

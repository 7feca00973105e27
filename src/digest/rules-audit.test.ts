import { expect, it } from 'vitest';
import { cleanHtml } from '../clean/index.ts';
import type { Rule, RuleAction } from '../model/types.ts';
import { auditRules } from './rules-audit.ts';

const clock = { now: '2026-05-18T12:00:00Z', timezone: 'UTC' };

function rule(title: string, action: RuleAction, where: string): Rule {
  return { if: { kind: 'field', field: 'title', any: [{ kind: 'text', text: title }] }, do: action, where };
}

function audited(rules: readonly Rule[], items: readonly (readonly [string, string])[]) {
  const audit = auditRules(rules, clock);
  for (const [day, title] of items) {
    const _daybook = {
      feed: 'a',
      key: title,
      first_seen: `${day}T12:00:00Z`,
      dated_by: 'published',
      access: 'open',
    } as const;
    audit.add(
      { item: { id: title, title, content_html: cleanHtml(''), _daybook }, day, text: '' },
      undefined,
    );
  }
  return audit.findings();
}

const items = [
  ['2026-05-16', 'wheel one'],
  ['2026-05-17', 'wheel two'],
  ['2026-05-18', 'wheel mill'],
  ['2026-05-18', 'wheel four'],
  ['2026-05-18', 'river'],
] as const;

it('tells what each rule matches, when, and some titles', () => {
  const [finding] = audited([rule('wheel', { labels: ['x'] }, 'first')], items);
  expect(finding).toEqual({
    where: 'first',
    matches: 4,
    covered: 0,
    coveredBy: [],
    first: '2026-05-16',
    last: '2026-05-18',
    examples: ['wheel one', 'wheel two', 'wheel mill'],
    state: 'works',
  });
});

it('tells a rule that never matches from one whose items are hidden before it', () => {
  const rules = [
    rule('wheel', { drop: true }, 'first'),
    rule('mill', { pin: true }, 'second'),
    rule('e', { pin: true }, 'third'),
    rule('boat', { pin: true }, 'fourth'),
  ];
  expect(
    audited(rules, items).map(({ state, matches, covered, coveredBy }) => [
      state,
      matches,
      covered,
      coveredBy,
    ]),
  ).toEqual([
    ['works', 4, 0, []],
    ['covered', 0, 1, ['first']],
    ['works', 1, 4, ['first']],
    ['never', 0, 0, []],
  ]);
});

it('counts a mute as hiding while it lasts', () => {
  const muted = (until: string) =>
    audited([rule('wheel', { muteUntil: until }, 'first'), rule('mill', { pin: true }, 'second')], items)[1]
      ?.state;
  expect([muted('2026-05-19'), muted('2026-05-18')]).toEqual(['covered', 'works']);
});

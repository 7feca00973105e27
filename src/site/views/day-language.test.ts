import { describe, expect, it } from 'vitest';
import { type TestItem, testSite } from '../outputs/site.test-kit.ts';
import { type DayPage, dayPage } from './day-view.ts';

const languagesOn = async (locale: string, item: Omit<TestItem, 'key'>): Promise<unknown[]> => {
  const site = await testSite({ items: [{ key: 'one', ...item }], config: { locale } });
  const { lead, sections } = await dayPage('2026-05-18', site);
  const places = [lead, ...sections.flatMap((section) => section.places)];
  return places.flatMap((place) => (place ? [place.item.language] : []));
};

const english = 'This is what the people who keep it running have found, and it is not for you.';

describe('the page of a day in its language', () => {
  const heading = async (locale: string): Promise<DayPage['day']> =>
    (await dayPage('2026-05-18', await testSite({ items: [{ key: 'one' }], config: { locale } }))).day;

  it.each([
    ['en', 'Monday', '18 May 2026', false],
    ['pl', 'Poniedziałek,', '18 maja 2026', false],
    ['ja', '月曜日', '2026年5月18日', true],
    ['zh-TW', '星期一', '2026年5月18日', true],
  ])('puts the weekday of %s where it belongs', async (locale, weekday, rest, weekdayLast) => {
    expect(await heading(locale)).toEqual({ iso: '2026-05-18', weekday, rest, weekdayLast });
  });

  it.each([
    ['zh-TW', 'zh-HK', undefined],
    ['zh-TW', 'zh-CN', 'zh-CN'],
    ['zh', 'zh-Hant', 'zh-Hant'],
    ['ja', 'zh', 'zh'],
    ['pt', 'pt-PT', undefined],
  ])('on a site in %s, an item in %s is said to be in %s', async (locale, language, expected) => {
    expect(await languagesOn(locale, { language })).toEqual([expected]);
  });

  it.each([
    ['fr', english, 'en'],
    ['en', english, undefined],
    ['fr', 'Five packages.', undefined],
    ['fr', 'Peace offerings at the weigh-ins at noon.', undefined],
    ['zh-TW', '這是一個關於核心的消息。', undefined],
    ['ja', '這是一個關於核心的消息。', 'zh'],
  ])(
    'on a site in %s, an item that names no language, "%s", is said to be in %s',
    async (locale, text, expected) => {
      expect(await languagesOn(locale, { html: `<p>${text}</p>` })).toEqual([expected]);
    },
  );
});

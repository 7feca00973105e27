import { describe, expect, it } from 'vitest';
import { dateFormats } from './dates.ts';

describe('dates', () => {
  const english = dateFormats('en', 'Europe/Paris');
  const french = dateFormats('fr', 'Europe/Paris');

  it('writes days in English', () => {
    expect(english.longDay('2026-05-18')).toEqual({
      weekday: 'Monday',
      weekdayLast: false,
      rest: '18 May 2026',
      whole: 'Monday 18 May 2026',
    });
    expect([english.shortDay('2026-05-17'), english.month('2026-05'), english.monthName('2026-12')]).toEqual([
      'Sunday 17 May',
      'May 2026',
      'December',
    ]);
  });

  it.each([
    ['de', 'Montag, 18. Mai 2026'],
    ['ar', 'الاثنين، 18 مايو 2026'],
    ['en-US', 'Monday, May 18, 2026'],
  ])('writes the mark after a weekday that %s wants', (locale, whole) => {
    const { longDay, shortDay } = dateFormats(locale, 'UTC');
    expect(longDay('2026-05-18').whole).toBe(whole);
    expect(shortDay('2026-05-18').replace(/[^,،]/g, '')).toBe(whole.replace(/[^,،]|, 2026$/g, ''));
  });

  it.each([
    ['it', 'Lunedì 18 maggio 2026', 'Domenica 17 maggio', 'maggio 2026'],
    ['pt', 'Segunda-feira, 18 de maio de 2026', 'Domingo, 17 de maio', 'maio de 2026'],
    ['nl', 'Maandag 18 mei 2026', 'Zondag 17 mei', 'mei 2026'],
    ['pl', 'Poniedziałek, 18 maja 2026', 'Niedziela, 17 maja', 'maj 2026'],
    ['he', 'יום שני, 18 במאי 2026', 'יום ראשון, 17 במאי', 'מאי 2026'],
    ['ja', '2026年5月18日月曜日', '5月17日日曜日', '2026年5月'],
    ['zh-Hans', '2026年5月18日星期一', '5月17日星期日', '2026年5月'],
    ['zh-TW', '2026年5月18日星期一', '5月17日星期日', '2026年5月'],
  ])('orders weekday, day, month and year as %s does', (locale, whole, shortDay, month) => {
    const formats = dateFormats(locale, 'UTC');
    const found = [
      formats.longDay('2026-05-18').whole,
      formats.shortDay('2026-05-17'),
      formats.month('2026-05'),
    ];
    // Whether a space stands before a weekday in Chinese is the machine's word.
    const joined = (text: string): string => (/^(?:ja|zh)/.test(locale) ? text.replace(/\s/g, '') : text);
    expect(found.map(joined)).toEqual([whole, shortDay, month]);
  });

  it.each([
    ['ja', '2026-05-18', '2026-05-24', '2026年5月18日～24日', '5月18日～24日'],
    ['ja', '2026-05-29', '2026-06-04', '2026年5月29日～6月4日', '5月29日～6月4日'],
    ['zh', '2025-12-29', '2026-01-04', '2025年12月29日—2026年1月4日', '12月29日—1月4日'],
    ['zh-HK', '2026-05-18', '2026-05-24', '2026年5月18日至24日', '5月18日至24日'],
    ['zh-Hans', '2026-05-18', '2026-05-18', '2026年5月18日', '5月18日'],
    ['it', '2026-05-07', '2026-05-09', '7–9 maggio 2026', '7–9 maggio'],
    ['it', '2026-05-29', '2026-06-04', '29 maggio – 4 giugno 2026', '29 maggio – 4 giugno'],
    ['fr', '2026-05-29', '2026-06-01', '29 mai – 1er juin 2026', '29 mai – 1er juin'],
  ])('writes spans of days in %s', (locale, first, last, span, shortSpan) => {
    const formats = dateFormats(locale, 'UTC');
    const found = [formats.span(first, last), formats.shortSpan(first, last)];
    expect(found.map((text) => text.replace(/\s/g, ' '))).toEqual([span, shortSpan]);
  });

  it.each([
    ['ar', /^.$/u],
    ['he', /^.׳$/u],
    ['ja', /^.$/u],
    ['zh', /^.$/u],
    ['zh-TW', /^.$/u],
    ['nl', /^..$/u],
  ])('finds room for the weekdays of %s in a calendar', (locale, short) => {
    const { weekdays } = dateFormats(locale, 'UTC');
    expect(weekdays.map((weekday) => weekday.short).filter((name) => !short.test(name))).toEqual([]);
    expect(new Set(weekdays.map(({ long }) => long)).size).toBe(7);
  });

  it('begins a month with a capital where it begins a line', () => {
    expect([french.month('2026-05'), french.monthTitle('2026-05'), french.monthName('2026-05')]).toEqual([
      'mai 2026',
      'Mai 2026',
      'Mai',
    ]);
  });

  it('writes days in French', () => {
    expect(french.longDay('2026-05-18').whole).toBe('Lundi 18 mai 2026');
    expect([french.mediumDay('2026-08-01'), french.shortDay('2026-05-17')]).toEqual([
      '1er août 2026',
      'Dimanche 17 mai',
    ]);
  });

  it.each([
    ['en', 'Europe/Paris', '2026-05-18T12:20:00Z', '14:20'],
    ['fr', 'Europe/Paris', '2026-05-18T12:20:00Z', '14\u202fh\u202f20'],
    ['fr-CA', 'Europe/Paris', '2026-05-18T12:20:00Z', '14\u202fh\u202f20'],
    ['fr', 'Europe/Paris', '2026-05-18T22:00:00Z', '00\u202fh\u202f00'],
    ['en', 'Asia/Kathmandu', '2026-05-18T12:20:00Z', '18:05'],
    ['en', 'Europe/Paris', '2026-01-18T12:20:00Z', '13:20'],
    ['en', 'America/New_York', '2026-05-18T03:59:00Z', '23:59'],
  ])('writes the time in %s, in %s', (locale, zone, instant, expected) => {
    expect(dateFormats(locale, zone).time(instant)).toBe(expected);
  });

  it('knows the day of an instant in the zone', () => {
    expect([english.localDay('2026-05-18T22:30:00Z'), english.date('2026-05-18T22:30:00Z')]).toEqual([
      '2026-05-19',
      '19 May 2026',
    ]);
  });

  it.each([
    ['en', 1, 'Mon'],
    ['fr', 1, 'lun'],
    ['en-US', 7, 'Sun'],
    ['fr-CA', 7, 'dim'],
    ['it', 1, 'lun'],
    ['nl', 1, 'ma'],
    ['pl', 1, 'pon'],
    ['pt', 7, 'dom'],
    ['pt-PT', 7, 'D'],
    ['ja', 7, '日'],
    ['zh-TW', 7, '日'],
    ['he', 7, 'א'],
  ])('begins the week of %s on its own day', (locale, first, name) => {
    const formats = dateFormats(locale, 'UTC');
    expect([formats.firstWeekday, formats.weekdays.length]).toEqual([first, 7]);
    expect(formats.weekdays[0]?.short).toMatch(name);
  });

  it('gives a day the same name in every zone', () => {
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC']) {
      expect(dateFormats('en', zone).mediumDay('2026-05-18')).toBe('18 May 2026');
    }
  });
});

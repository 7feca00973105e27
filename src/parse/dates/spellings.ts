/** Hyphens that typesetters use, and the minus sign. */
const hyphens = /[\u2010-\u2015\u2212]/g;
/** `(2026-03-03)`, `"2026-03-03"`. */
const wrapped = /^[([{"']([^()[\]{}]*)[)\]}"']$/;
/** A day with its own midnight, and the time behind that: `2026-03-03 00:00:00.0 10:00:00.0`. */
const midnightBeforeTime = /(?<=\d) 00:00:00(?:\.0+)?(?= \d{1,2}:\d\d)/;
/** `10:00:00 --0700`, `10:00:00:-0700`. */
const signTwice = /(?<=:\d\d)\s?[:-](?=[+-]\d{2}:?\d{2}$)/;
/** `10時00分05秒`, `10点00分`, `10시 00분`, `10時`. */
const eastAsianTime = /(\d{1,2})\s?[時时點点시]\s?(?:(\d{1,2})\s?[分분]?\s?(?:(\d{1,2})\s?[秒초])?)?(?!\d)/;
/** By the letters that Thai keeps of each month. */
const thaiMonths: Readonly<Record<string, string>> = {
  'ม.ค.': 'มกราคม',
  'ก.พ.': 'กุมภาพันธ์',
  'มี.ค.': 'มีนาคม',
  'เม.ย.': 'เมษายน',
  'พ.ค.': 'พฤษภาคม',
  'มิ.ย.': 'มิถุนายน',
  'ก.ค.': 'กรกฎาคม',
  'ส.ค.': 'สิงหาคม',
  'ก.ย.': 'กันยายน',
  'ต.ค.': 'ตุลาคม',
  'พ.ย.': 'พฤศจิกายน',
  'ธ.ค.': 'ธันวาคม',
};

/** Months of the Levant have two words. */
const levantineMonth = /(كانون|تشرين) (?=الثاني|الأول|الاول)/;

/** A date in one line, in those spellings that the readers of dates know. */
export function usualSpelling(line: string): string {
  const text = line
    .replace(hyphens, '-')
    .replace(wrapped, '$1')
    .replace(midnightBeforeTime, '')
    .replace(signTwice, ' ');
  if (!/[^\0-\u00ff]/.test(text)) return text;
  return text
    .replace(eastAsianTime, writtenTime)
    .replace(levantineMonth, '$1')
    .replace(/[ก-ฮเ][ีิ]?\.[ก-ฮ]\./, thaiMonth);
}

function writtenTime(_whole: string, hour: string, minute = '0', second = '0'): string {
  return ` ${[hour, minute, second].map((digits) => digits.padStart(2, '0')).join(':')}`;
}

function thaiMonth(short: string): string {
  return thaiMonths[short] ?? short;
}

import type { DigestItem } from '../digest-item.ts';
import { dateWordsOf, hasDigit } from './words.ts';

/** An item by its title. */
export interface Titled {
  readonly item: DigestItem;
  /** What {@link columnOf} made of it. */
  column?: string;
}

/**
 * A title without what changes from one time to the next: numbers, weekdays, months. Equal for the items of a column that
 * returns under one title.
 */
function columnOf(titled: Titled): string {
  if (titled.column !== undefined) return titled.column;
  const { title, language } = titled.item;
  const dates = dateWordsOf(language);
  const words = title.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const hasNumbers = hasDigit(title);
  titled.column = words.filter((word) => !(hasNumbers && hasDigit(word)) && !dates.has(word)).join(' ');
  return titled.column;
}

interface Counted {
  readonly titled: Titled;
  readonly week: number;
}

/** The titles that feeds used, by week. */
export class Titles {
  /** By feed: those that were not asked for yet. */
  readonly #waiting = new Map<string, Counted[]>();
  /** By feed: in which weeks each title returned. */
  readonly #weeks = new Map<string, Map<string, number[]>>();

  count(titled: Titled, week: number): void {
    const { feed, untitled } = titled.item;
    if (untitled) return;
    const waiting = this.#waiting.get(feed);
    if (waiting) waiting.push({ titled, week });
    else this.#waiting.set(feed, [{ titled, week }]);
  }

  /** In which weeks the feed of an item used its title; none where the title is not the feed's. */
  weeksOf(titled: Titled): readonly number[] {
    const { feed, untitled } = titled.item;
    if (untitled) return [];
    const columns = this.#weeks.get(feed) ?? new Map<string, number[]>();
    this.#weeks.set(feed, columns);
    for (const { titled: other, week } of this.#waiting.get(feed) ?? []) {
      const weeks = columns.get(columnOf(other));
      if (weeks) weeks.push(week);
      else columns.set(columnOf(other), [week]);
    }
    this.#waiting.delete(feed);
    return columns.get(columnOf(titled)) ?? [];
  }

  forgetBefore(week: number): void {
    for (const [feed, waiting] of this.#waiting)
      this.#waiting.set(
        feed,
        waiting.filter((counted) => counted.week >= week),
      );
    for (const columns of this.#weeks.values())
      for (const [column, weeks] of columns) {
        const later = weeks.filter((one) => one >= week);
        if (later.length === 0) columns.delete(column);
        else if (later.length < weeks.length) columns.set(column, later);
      }
  }
}

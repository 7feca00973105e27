import type { Repair } from '../model/types.ts';

/** Different sentences kept for one code; further ones are counted under the last. */
const maxSentencesPerCode = 20;

interface Count {
  readonly code: string;
  readonly what: string;
  count: number;
}

/** Collects what was mended while one document is read. Equal repairs are counted, not repeated. */
export class Repairs {
  readonly #counts = new Map<string, Count>();
  readonly #sentences = new Map<string, number>();
  readonly #last = new Map<string, Count>();

  /** Notes one repair. `what` is a full sentence: what was wrong, and what was made of it. */
  note(code: string, what: string): void {
    const key = `${code} ${what}`;
    const known = this.#counts.get(key);
    if (known !== undefined) {
      known.count += 1;
      return;
    }
    const sentences = this.#sentences.get(code) ?? 0;
    const last = this.#last.get(code);
    if (sentences >= maxSentencesPerCode && last !== undefined) {
      last.count += 1;
      return;
    }
    const count = { code, what, count: 1 };
    this.#counts.set(key, count);
    this.#sentences.set(code, sentences + 1);
    this.#last.set(code, count);
  }

  /** Everything noted, in the order it first happened. */
  list(): Repair[] {
    return [...this.#counts.values()].map(({ code, what, count }) =>
      count > 1 ? { code, what, count } : { code, what },
    );
  }
}

/** A short, one-line quotation of outside text for a repair's sentence. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `"${line.length > 60 ? `${cutAt(line, 60)}…` : line}"`;
}

function cutAt(text: string, length: number): string {
  return Array.from(text.slice(0, length + 1))
    .slice(0, length)
    .join('');
}

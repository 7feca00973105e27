import { maxDepth } from '../limits.ts';
import type { Repairs } from '../repairs.ts';

/**
 * Reads JSON that `JSON.parse` refuses: trailing commas, comments, unquoted or single-quoted names, raw line breaks in
 * texts, and a document that was cut off, of which all that is there is kept. Never throws; linear.
 */
export function parseLooseJson(text: string, repairs: Repairs): unknown {
  return new LooseJson(text, repairs).value(0);
}

/** What stands before JSON so that it is no script by itself (`)]}',`, `while(1);`), or gives it a name (`var feed =`). */
const guard =
  /^\s*(?:\)\]\}'?,?|while\s*\(1\);?|for\s*\(;;\);?|(?:(?:var|let|const)\s+)?[A-Za-z_$][\w$.]*\s*=)\s*(?=[{[])/;

/** Whether a text begins as JSON with such a guard does. */
export function isGuarded(text: string): boolean {
  return guard.test(text);
}

/** A text inside a call, `callback({…});`, as JSONP serves it, or behind a guard. */
export function unwrapCallback(text: string, repairs: Repairs): string {
  const before = guard.exec(text)?.[0];
  if (before !== undefined) {
    repairs.note('JSON_CALLBACK', 'Code stands around the feed; what it holds was read.');
    return text.slice(before.length).replace(/;\s*$/, '');
  }
  const match =
    /^\s*(?:\/\*\*\/\s*)?(?:typeof [\w$.]+\s*===?\s*['"]function['"]\s*&&\s*)?[A-Za-z_$][\w$.[\]]*\s*\(\s*(?=[{[])/.exec(
      text,
    );
  if (match === null) return text;
  repairs.note('JSON_CALLBACK', 'The feed is wrapped in a call of a function; its argument was read.');
  const end = text.lastIndexOf(')');
  return text.slice(match[0].length, end > match[0].length ? end : undefined);
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
]);

class LooseJson {
  readonly #text: string;
  readonly #repairs: Repairs;
  #at = 0;
  /** The end was noted: every level still open meets it. */
  #isEnded = false;

  constructor(text: string, repairs: Repairs) {
    this.#text = text;
    this.#repairs = repairs;
  }

  value(depth: number): unknown {
    this.#skip();
    const character = this.#text.charAt(this.#at);
    if (depth > maxDepth) {
      this.#repairs.note('LIMIT_DEPTH', `Values are nested over ${maxDepth} deep; the rest was left out.`);
      this.#at = this.#text.length;
      this.#isEnded = true;
      return undefined;
    }
    if (character === '{') return this.#object(depth);
    if (character === '[') return this.#array(depth);
    if (character === '"' || character === "'") return this.#string(character);
    return this.#word();
  }

  #object(depth: number): unknown {
    const entries: [string, unknown][] = [];
    this.#at += 1;
    while (this.#more('}')) {
      const key = this.#key();
      this.#skip();
      if (this.#text.charAt(this.#at) === ':') this.#at += 1;
      const wasEnded = this.#isEnded;
      const value = this.value(depth + 1);
      // Half an id or an address would be that of another item.
      const isHalfName =
        !wasEnded && this.#isEnded && typeof value === 'string' && /^(?:id|(?:external_)?url)$/.test(key);
      if (value !== undefined && !isHalfName) entries.push([key, value]);
    }
    return Object.fromEntries(entries);
  }

  #array(depth: number): unknown[] {
    const values: unknown[] = [];
    this.#at += 1;
    while (this.#more(']')) {
      const value = this.value(depth + 1);
      if (value !== undefined) values.push(value);
    }
    return values;
  }

  /** Whether another member follows; steps over commas and the closing bracket. */
  #more(close: string): boolean {
    let commas = 0;
    for (;;) {
      this.#skip();
      const character = this.#text.charAt(this.#at);
      if (character === '') {
        this.#noteCutOff();
        return false;
      }
      if (character === ',') {
        commas += 1;
        this.#at += 1;
        continue;
      }
      const isEnd = character === '}' || character === ']';
      if (isEnd && commas > 0)
        this.#repairs.note('JSON_TRAILING_COMMA', 'A comma has nothing behind it; it was skipped.');
      if (character === close) this.#at += 1;
      // A bracket of the other kind closes something further out.
      return !isEnd;
    }
  }

  #key(): string {
    this.#skip();
    const character = this.#text.charAt(this.#at);
    if (character === '"' || character === "'") return this.#string(character);
    const key = this.#take(/[^\s:,{}[\]"']+/y);
    if (key === '') this.#at += 1;
    return key;
  }

  /** A quoted text; what there is of it when the document ends inside. */
  #string(mark: string): string {
    let out = '';
    const plain = mark === '"' ? /[^"\\]*/y : /[^'\\]*/y;
    this.#at += 1;
    for (;;) {
      out += this.#take(plain);
      const character = this.#text.charAt(this.#at);
      this.#at += 1;
      if (character === mark) return out;
      if (character === '') {
        this.#noteCutOff();
        return out;
      }
      out += this.#escape();
    }
  }

  #noteCutOff(): void {
    if (!this.#isEnded)
      this.#repairs.note('JSON_CUT_OFF', 'The document ends in the middle; what was there was read.');
    this.#isEnded = true;
  }

  #escape(): string {
    const character = this.#text.charAt(this.#at);
    this.#at += 1;
    if (character !== 'u') return escapes.get(character) ?? character;
    const hex = this.#take(/[0-9a-f]{4}/iy);
    return hex === '' ? 'u' : String.fromCharCode(Number.parseInt(hex, 16));
  }

  #word(): unknown {
    const word = this.#take(/[^\s,:{}[\]"']+/y);
    if (word === '') {
      this.#at += 1;
      return undefined;
    }
    if (word === 'true') return true;
    if (word === 'false') return false;
    const number = Number(word);
    // An id that a number would round.
    if (number > Number.MAX_SAFE_INTEGER && /^\d+$/.test(word)) return word;
    return word === 'null' || Number.isNaN(number) ? undefined : number;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #skip(): void {
    while (this.#take(/\s+|\/\*[\s\S]*?\*\/|\/\/[^\n]*/y) !== '');
  }
}

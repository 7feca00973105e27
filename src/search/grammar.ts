import { type DateSpan, parseSpan } from './date-span.ts';

/** What people type into a search, read into a tree. It knows nothing of an index: `plan.ts` makes its terms. */

/** Fields that a word can be asked for in. */
const wordFields = ['author', 'intitle', 'source', 'section', 'topic', 'label', 'lang', 'access'] as const;
export type WordField = (typeof wordFields)[number];

/** A word or phrase; without a field it may stand anywhere. */
export interface WordsNode {
  readonly kind: 'words';
  readonly field?: WordField;
  readonly text: string;
  readonly quoted: boolean;
  /** It is the last thing in the query, and may be unfinished. */
  readonly isLast: boolean;
}

/** Days of editions, or of publication. */
export interface SpanNode {
  readonly kind: 'span';
  readonly of: 'edition' | 'publication';
  readonly text: string;
  readonly span: DateSpan;
}

/** What only the reader's browser knows. */
export interface MarkNode {
  readonly kind: 'mark';
  readonly mark: 'saved' | 'read';
}

interface NotNode {
  readonly kind: 'not';
  readonly of: QueryNode;
}

/** All of several, or one of them. */
export interface GroupNode {
  readonly kind: 'all' | 'any';
  readonly of: readonly QueryNode[];
}

export type QueryNode = WordsNode | SpanNode | MarkNode | NotNode | GroupNode;

/** What is wrong with a query; its reading goes on all the same. */
export interface QueryProblem {
  readonly code:
    | 'unclosedQuote'
    | 'unclosedParenthesis'
    | 'strayParenthesis'
    | 'strayOr'
    | 'unknownField'
    | 'emptyField'
    | 'badDate'
    | 'unknownMark'
    | 'nothingNamed'
    | 'noTopic'
    | 'markInside'
    | 'tooLong';
  /** The part that it is about, as it was typed. */
  readonly text: string;
}

interface ParsedQuery {
  readonly root: GroupNode;
  readonly problems: readonly QueryProblem[];
}

/** Parts of a query at most, and parentheses within each other: what is longer was not typed by anybody. */
const maxParts = 64;
const maxDepth = 16;

interface Token {
  readonly kind: 'open' | 'close' | 'or' | 'not' | 'part';
  readonly text: string;
  readonly field?: string;
  readonly value: string;
  readonly quoted: boolean;
}

const lexer =
  /(?<open>\()|(?<close>\))|(?<or>OR(?![^\s()])|\|\|?(?!\S))|(?<and>AND(?![^\s()])|&&?(?!\S))|(?<not>NOT(?=\s+[^\s])|[-!](?=[^\s-]))|(?<part>(?:(?<field>[\p{L}_]+):(?!\/\/))?(?<hash>#(?=[\p{L}"]))?(?:"(?<quoted>[^"]*)(?<end>"?)|(?<bare>(?:(?<=[^\s(])\([^\s()"]*\)|(?!\)+(?:\s|$))[^\s"(]|(?<=[^\s(])\()*)))/uy;
const space = /\s+/uy;

function tokensOf(text: string, problems: QueryProblem[]): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const token = (kind: Token['kind'], found: string): void =>
    void tokens.push({ kind, text: found, value: '', quoted: false });
  while (at < text.length) {
    space.lastIndex = at;
    if (space.test(text)) {
      at = space.lastIndex;
      continue;
    }
    lexer.lastIndex = at;
    const [found = '', groups = {}] = ((match) => [match?.[0], match?.groups])(lexer.exec(text));
    at += Math.max(1, found.length);
    if (found === '') continue;
    if (groups.open) token('open', found);
    else if (groups.close) token('close', found);
    else if (groups.or) token('or', found);
    else if (groups.not) token('not', found);
    else if (groups.part !== undefined) {
      const quoted = groups.quoted !== undefined;
      if (quoted && groups.end === '') problems.push({ code: 'unclosedQuote', text: found });
      const field = groups.hash ? 'topic' : groups.field;
      const value = groups.quoted ?? groups.bare ?? '';
      tokens.push({ kind: 'part', text: found, ...(field !== undefined && { field }), value, quoted });
    }
  }
  return tokens;
}

const names: Readonly<Record<string, WordField | 'date' | 'pubdate' | 'is'>> = {
  ...Object.fromEntries(wordFields.map((field) => [field, field])),
  title: 'intitle',
  feed: 'source',
  site: 'source',
  tag: 'topic',
  language: 'lang',
  date: 'date',
  pubdate: 'pubdate',
  is: 'is',
};

class Parser {
  readonly problems: QueryProblem[] = [];
  readonly #tokens: readonly Token[];
  readonly #today: string;
  #at = 0;

  constructor(text: string, today: string) {
    const tokens = tokensOf(text, this.problems);
    if (tokens.length > maxParts) this.problems.push({ code: 'tooLong', text: '' });
    this.#tokens = tokens.slice(0, maxParts);
    this.#today = today;
  }

  parse(): GroupNode {
    const all: QueryNode[] = [];
    while (this.#at < this.#tokens.length) {
      all.push(...this.#alternatives(0));
      const left = this.#tokens[this.#at];
      if (left?.kind === 'close') {
        this.problems.push({ code: 'strayParenthesis', text: left.text });
        this.#at += 1;
      }
    }
    return { kind: 'all', of: all };
  }

  /** What stands side by side; `OR` binds its two neighbours closer. */
  #alternatives(depth: number): QueryNode[] {
    const all: QueryNode[] = [];
    let joins = false;
    for (
      let token = this.#tokens[this.#at];
      token && token.kind !== 'close';
      token = this.#tokens[this.#at]
    ) {
      if (token.kind === 'or') {
        const isLastPart = this.#at === this.#tokens.length - 1;
        if (all.length === 0 || joins || isLastPart)
          this.problems.push({ code: 'strayOr', text: token.text });
        else joins = true;
        this.#at += 1;
        continue;
      }
      const node = this.#operand(depth);
      if (node === undefined) continue;
      const last = all.at(-1);
      if (joins && last) all.splice(-1, 1, this.#either(last, node));
      else all.push(node);
      joins = false;
    }
    return all;
  }

  #either(one: QueryNode, other: QueryNode): QueryNode {
    return { kind: 'any', of: one.kind === 'any' ? [...one.of, other] : [one, other] };
  }

  #operand(depth: number): QueryNode | undefined {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (token === undefined) return undefined;
    if (token.kind === 'not') {
      const of = this.#operand(depth);
      return of && { kind: 'not', of };
    }
    if (token.kind === 'open') return this.#group(token, depth);
    if (token.kind !== 'part') {
      this.#at -= 1;
      return undefined;
    }
    return this.#part(token, this.#at === this.#tokens.length);
  }

  #group(open: Token, depth: number): QueryNode | undefined {
    if (depth >= maxDepth) {
      this.problems.push({ code: 'tooLong', text: open.text });
      return undefined;
    }
    const of = this.#alternatives(depth + 1);
    if (this.#tokens[this.#at]?.kind === 'close') this.#at += 1;
    else this.problems.push({ code: 'unclosedParenthesis', text: open.text });
    const [only] = of;
    if (only === undefined) return undefined;
    // A group of alternatives stays one when something is joined to it.
    return of.length === 1 && only.kind !== 'any' ? only : { kind: 'all', of };
  }

  #part({ text, field, value, quoted }: Token, isLast: boolean): QueryNode | undefined {
    const words = (of: string): WordsNode => ({ kind: 'words', text: of, quoted, isLast: isLast && !quoted });
    if (field === undefined) return words(value);
    const known = names[field.toLowerCase()];
    if (known === undefined) {
      this.problems.push({ code: 'unknownField', text: field });
      return words(`${field} ${value}`);
    }
    if (value.trim() === '') {
      this.problems.push({ code: 'emptyField', text });
      return undefined;
    }
    if (known === 'date' || known === 'pubdate') return this.#span(known, text, value);
    if (known === 'is') return this.#mark(value, text);
    return { ...words(value), field: known };
  }

  #span(field: 'date' | 'pubdate', text: string, value: string): SpanNode | undefined {
    const span = parseSpan(value, this.#today);
    if (span) return { kind: 'span', of: field === 'date' ? 'edition' : 'publication', text: value, span };
    this.problems.push({ code: 'badDate', text });
    return undefined;
  }

  #mark(value: string, text: string): QueryNode | undefined {
    const access = (of: string): WordsNode => ({
      kind: 'words',
      field: 'access',
      text: of,
      quoted: false,
      isLast: false,
    });
    switch (value.toLowerCase()) {
      case 'saved':
        return { kind: 'mark', mark: 'saved' };
      case 'read':
        return { kind: 'mark', mark: 'read' };
      case 'unread':
        return { kind: 'not', of: { kind: 'mark', mark: 'read' } };
      case 'subscriber':
        return access('subscriber');
      case 'open':
        return access('open');
      default:
        this.problems.push({ code: 'unknownMark', text });
        return undefined;
    }
  }
}

/**
 * Reads what people type, as they know it from feed readers: words, `"a phrase"`, `-without`, `!without`, `this OR that`,
 * parentheses, `author:`, `intitle:`, `source:`, `section:`, `#topic`, `label:`, `lang:`, `date:2026-05/2026-06`,
 * `pubdate:`, `is:subscriber`, `is:saved`, `is:unread`. What makes no sense is reported, and left out or read as words.
 *
 * @param today for spans such as `P7D/`: `2026-05-18`
 */
export function parseQueryText(text: string, today: string): ParsedQuery {
  const parser = new Parser(text, today);
  const root = parser.parse();
  const { problems } = parser;
  const whole = text.trim();
  // No text is found by signs alone.
  if (whole !== '' && problems.length === 0 && !/[\p{L}\p{N}]/u.test(whole))
    problems.push({ code: 'emptyField', text: whole });
  return { root, problems };
}

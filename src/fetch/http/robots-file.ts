/**
 * What a host's `/robots.txt` lets a program ask for.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9309
 */
export interface RobotsRules {
  /** @param path path and query of an address, as they are asked for */
  readonly allows: (path: string) => boolean;
}

interface Rule {
  readonly isAllowed: boolean;
  /** Normalised: `*` stands for anything, a last `$` for the end. */
  readonly pattern: string;
}

/** As much of the file is read, in characters: RFC 9309, §2.5 asks for at least 500 KiB. */
const maxLength = 512_000;
const maxRules = 2_000;
const maxPatternLength = 2_000;

/** RFC 9309, §2.2.2: octets are compared, and what is percent-encoded without need counts as written plainly. */
function normalised(path: string): string {
  const encoded = path.replace(/[^\x21-\x7e]+/g, (text) =>
    encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD')),
  );
  return encoded.replace(/%[0-9a-f]{2}/gi, (octet) => {
    const char = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
    return /[A-Za-z0-9._~-]/.test(char) ? char : octet.toUpperCase();
  });
}

/** Whether a path begins as a pattern says. Each part is looked for once, from where the one before it ended. */
function matches(pattern: string, path: string): boolean {
  const isAnchored = pattern.endsWith('$');
  const [first = '', ...others] = (isAnchored ? pattern.slice(0, -1) : pattern).split('*');
  if (!path.startsWith(first)) return false;
  const last = others.pop();
  if (last === undefined) return !isAnchored || path === first;
  let at = first.length;
  for (const part of others) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return isAnchored ? path.length - last.length >= at && path.endsWith(last) : path.indexOf(last, at) >= 0;
}

interface Line {
  readonly name: string;
  readonly value: string;
}

function linesOf(text: string): Line[] {
  // A rule that is cut in its middle is another rule.
  const whole = text.length > maxLength ? text.slice(0, text.lastIndexOf('\n', maxLength)) : text;
  return whole
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)
    .flatMap((line) => {
      const bare = line.replace(/#.*$/, '');
      const colon = bare.indexOf(':');
      if (colon < 0) return [];
      return [{ name: bare.slice(0, colon).trim().toLowerCase(), value: bare.slice(colon + 1).trim() }];
    });
}

/** Rules for the programs that a group names. */
interface Group {
  readonly agents: string[];
  readonly rules: Rule[];
}

/** A program's name in lower case, without the version that may follow it. */
const agentOf = (value: string): string =>
  value.startsWith('*') ? '*' : (/^[a-z_-]*/i.exec(value)?.[0].toLowerCase() ?? '');

/** A group begins with the first name after a rule, or of all. */
function groupsOf(lines: readonly Line[]): Group[] {
  const groups: Group[] = [];
  let wasAgent = false;
  for (const { name, value } of lines) {
    if (name === 'user-agent') {
      if (!wasAgent) groups.push({ agents: [], rules: [] });
      groups.at(-1)?.agents.push(agentOf(value));
      wasAgent = true;
    } else if (name === 'allow' || name === 'disallow') {
      wasAgent = false;
      const isRule = value !== '' && value.length <= maxPatternLength;
      if (isRule) groups.at(-1)?.rules.push({ isAllowed: name === 'allow', pattern: normalised(value) });
    }
  }
  return groups;
}

/** The rules for a program, joined over all groups that name it; `undefined` where none does. */
function rulesFor(agent: string, groups: readonly Group[]): Rule[] | undefined {
  const own = groups.filter(({ agents }) => agents.includes(agent));
  return own.length === 0 ? undefined : own.flatMap(({ rules }) => rules).slice(0, maxRules);
}

/**
 * Reads a robots file for one program: the rules of the groups that name it, else those of `*`. Of the rules that match
 * the longest counts, and of two of one length that which allows. Never throws; linear in text and path for each rule.
 *
 * @param product the program's name, as its User-Agent begins: `Daybook`
 */
export function parseRobots(text: string, product: string): RobotsRules {
  const groups = groupsOf(linesOf(text));
  const rules = rulesFor(product.toLowerCase(), groups) ?? rulesFor('*', groups) ?? [];
  return {
    allows: (asked) => {
      const path = normalised(asked === '' ? '/' : asked);
      if (path === '/robots.txt') return true;
      let best: Rule | undefined;
      for (const rule of rules) {
        if (best && rule.pattern.length < best.pattern.length) continue;
        const isStronger =
          !best || rule.pattern.length > best.pattern.length || (rule.isAllowed && !best.isAllowed);
        if (isStronger && matches(rule.pattern, path)) best = rule;
      }
      return best?.isAllowed ?? true;
    },
  };
}

import { FetchFault, toFault } from '../fault.ts';
import { faults } from '../fault-table.ts';
import { ask, type Exchange, LeftForLater } from './exchange.ts';
import { parseRobots, type RobotsRules } from './robots-file.ts';
import { TimeLimit } from './time-limit.ts';

/** Of a robots file, on the wire and decompressed. */
const maxBytes = 512_000;
/** What one question may take, and where those that are asked now are noted, so that a run can end them. */
interface Bounds {
  readonly timeoutMs: number;
  readonly going: Set<TimeLimit>;
}

const all: RobotsRules = { allows: () => true };
const nothing: RobotsRules = { allows: () => false };

/**
 * What a host says of programs. Where it has no such file, everything is allowed; where the file cannot be had for
 * another reason, nothing is, in this run (RFC 9309, §2.3.1).
 */
async function rulesOf(
  origin: string,
  exchange: Exchange,
  { timeoutMs, going }: Bounds,
): Promise<RobotsRules> {
  const time = new TimeLimit(timeoutMs, () => new FetchFault('FETCH_TOO_SLOW'));
  going.add(time);
  try {
    const answer = await ask({ url: new URL('/robots.txt', origin), time }, exchange);
    if (answer.kind !== 'body') return nothing;
    const text = new TextDecoder().decode(answer.body.bytes);
    answer.body.release();
    return parseRobots(text, exchange.userAgent.split('/')[0] ?? '');
  } catch (error) {
    if (error instanceof LeftForLater) return nothing;
    const { code } = toFault(error);
    const { cause } = faults[code];
    const isAbsent = (cause === 'client-error' && code !== 'FETCH_BOT_CHALLENGE') || cause === 'gone';
    return isAbsent ? all : nothing;
  } finally {
    time.stop();
    going.delete(time);
  }
}

/** Answers for addresses whether their hosts let them be asked for. Each host is asked once in a run. */
export function robotsOf(exchange: Exchange, bounds: Bounds): (url: URL) => Promise<boolean> {
  const known = new Map<string, Promise<RobotsRules>>();
  const asking: Exchange = { ...exchange, maxBytes, accept: 'text/plain, */*;q=0.1' };
  return async ({ origin, pathname, search }) => {
    const rules = known.get(origin) ?? rulesOf(origin, asking, bounds);
    known.set(origin, rules);
    return (await rules).allows(pathname + search);
  };
}

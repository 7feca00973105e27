import { DAY, type Event, type Post, type WorldFeed } from './feed.test-kit.ts';
import { lives } from './lives.test-kit.ts';
import { type Random, randomOf } from './random.test-kit.ts';

/** How long things take. */
export interface Tempo {
  readonly beginMs: number;
  readonly days: number;
  /** Between two runs. */
  readonly stepDays: number;
  readonly feeds: number;
  /** Between two posts of a feed: that of the busiest, and that of the quietest. */
  readonly postDays: readonly [least: number, most: number];
}

export interface World {
  readonly tempo: Tempo;
  readonly feeds: readonly WorldFeed[];
  /** How long what befalls a feed lasts, and how long a post stays in its document. */
  readonly spellMs: number;
  readonly windowMs: number;
}

const words = [
  'harbour lantern orchard copper winter ledger orbit paper signal garden river press engine quiet',
  'market bridge forest marble thunder compass island velvet meadow anchor beacon canyon desert ember',
]
  .join(' ')
  .split(' ');

function proseOf(random: Random, length: number): string {
  return Array.from({ length }, () => words[random.whole(0, words.length - 1)]).join(' ');
}

/** Every fortnight something happens, or in each time between two runs where that is longer. */
function eventAt(atMs: number, { beginMs, stepDays }: Tempo): Event {
  const n = Math.floor((atMs - beginMs) / (Math.max(14, stepDays) * DAY));
  return { name: `Zephyr${n + 10} Quillon${n + 10}`, url: `https://events.example/${n + 10}` };
}

function postsOf(number: number, life: string, tempo: Tempo, seed: string): Post[] {
  const random = randomOf(`${seed} posts ${number}`);
  const everyDays = life === 'seldom' ? 75 : random.whole(...tempo.postDays);
  const posts: Post[] = [];
  let atMs = tempo.beginMs - 30 * DAY;
  for (let n = 0; ; n += 1) {
    atMs += Math.round((0.2 + 1.6 * random.share()) * everyDays * 86_400) * 1000;
    if (atMs >= tempo.beginMs + tempo.days * DAY) return posts;
    const token = `t${number}x${n}q`;
    const event = random.share() < 0.3 ? eventAt(atMs, tempo) : undefined;
    posts.push({
      token,
      n,
      atMs,
      event,
      title: `${event ? `${event.name} reported` : proseOf(random, 4)} ${token}`,
      text: `${proseOf(random, 40)}.`,
      tag: random.pick(['kernel', 'harvest', 'maps', 'bread']),
      revisedMs: random.share() < 0.15 ? atMs + random.whole(1, 20) * DAY : undefined,
    });
  }
}

/**
 * Feeds and all that they will publish and suffer, from a seed alone. What befalls a feed lasts for some steps, so that a
 * coarse simulation meets it too; and a post stays in its document for longer than that.
 */
export function makeWorld(tempo: Tempo, seed: string): World {
  const spellMs = Math.max(25, 4 * tempo.stepDays) * DAY;
  const windowMs = 1.5 * spellMs + 3 * tempo.stepDays * DAY;
  const names = Object.keys(lives);
  const feeds = Array.from({ length: tempo.feeds }, (_, at): WorldFeed => {
    const random = randomOf(`${seed} feed ${at}`);
    const life = names[at % names.length] ?? 'steady';
    const latest = tempo.days * DAY - spellMs - 4 * tempo.stepDays * DAY;
    const fromMs = tempo.beginMs + Math.round((0.15 + 0.7 * random.share()) * latest);
    const id = `${life}-${at}`;
    return {
      id,
      life,
      host: `${id}.planet.example`,
      newHost: `${id}.moved.example`,
      format: random.pick(['rss', 'atom', 'json']),
      hasValidators: random.share() < 0.7,
      fromMs,
      untilMs: fromMs + spellMs,
      posts: postsOf(at, life, tempo, seed),
    };
  });
  return { tempo, feeds, spellMs, windowMs };
}

/** What a feed's document shows: newest first, nothing that is not written yet. */
export function shownPosts({ posts }: WorldFeed, nowMs: number, windowMs: number): readonly Post[] {
  const written = posts.filter(({ atMs }) => atMs <= nowMs);
  const young = written.filter(({ atMs }) => atMs > nowMs - windowMs);
  return (young.length >= 5 ? young : written.slice(-5)).reverse();
}

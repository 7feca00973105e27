import { deliveryFindings } from './delivery.ts';
import { documentFindings } from './document.ts';
import { itemFindings } from './items.ts';
import { type Finding, type Level, type Observation, pointsOf } from './observation.ts';

export interface Review {
  /** 0 to 100. */
  readonly score: number;
  /** Most important first. */
  readonly findings: readonly Finding[];
  /** What is good, in short sentences. */
  readonly good: readonly string[];
}

const order: readonly Level[] = ['error', 'warning', 'advice'];

/** What all advice together may cost: a feed without errors and warnings stays good. */
const adviceAtMost = 20;

/** 100, less 25 for each error, 8 for each warning and 2 for each advice, of advice 20 at most; never below 0. */
export function scoreOf(findings: readonly Finding[]): number {
  const cost = (level: Level): number =>
    findings.filter((one) => one.level === level).length * pointsOf[level];
  return Math.max(0, 100 - cost('error') - cost('warning') - Math.min(adviceAtMost, cost('advice')));
}

function goodIn({ delivery, feed, strict, repairs, lengths }: Observation): string[] {
  const good: string[] = [];
  const { items } = feed;
  if (delivery?.steps.at(-1)?.url.startsWith('https:'))
    good.push('comes over https: with a valid certificate');
  if (delivery?.again.kind === 'not-modified') good.push('answers 304 when nothing is new');
  if (delivery?.headers['content-encoding'] !== undefined) good.push('is compressed');
  if (!strict && repairs.length === 0) good.push('nothing had to be mended');
  if (items.length > 0 && items.every((item) => item.id !== undefined)) good.push('every item has an id');
  if (items.length > 0 && items.every((item) => item.date_published !== undefined))
    good.push('every item has a date');
  if (lengths.length > 0 && lengths.every((length) => length >= 500)) good.push('items carry whole texts');
  if (feed.hubs !== undefined) good.push('names a hub');
  return good;
}

/** Judges a feed for its author. Pure: the same observation gives the same review. */
export function reviewFeed(observation: Observation): Review {
  const findings = [
    ...deliveryFindings(observation),
    ...documentFindings(observation),
    ...itemFindings(observation),
  ].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  return { score: scoreOf(findings), findings, good: goodIn(observation) };
}

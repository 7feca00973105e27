import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { removeSites } from '../end-to-end/site.test-kit.ts';
import { lives } from './lives.test-kit.ts';
import { Simulation } from './simulation.test-kit.ts';
import type { Tempo } from './world.test-kit.ts';

afterAll(removeSites);

const seed = process.env.DAYBOOK_SIMULATION_SEED ?? '20260518';
const beginMs = Date.parse('2024-01-01T06:17:00Z');

/** Fifty feeds, every day; or each kind of feed once, ten times in the two years. */
const tempo: Tempo =
  process.env.DAYBOOK_TEST_RUNS === 'full'
    ? { beginMs, days: 730, stepDays: 1, feeds: 50, postDays: [5, 15] }
    : { beginMs, days: 730, stepDays: 73, feeds: Object.keys(lives).length, postDays: [70, 110] };

describe('two years of a digest', () => {
  it('lose nothing, keep nothing twice, let no address die, and tell how the feeds fare', async () => {
    const simulation = await Simulation.begin(tempo, seed);
    try {
      await simulation.run();
      expect(simulation.happened).toEqual(simulation.planned);
      expect(simulation.stories).toBeGreaterThan(0);
      const health = JSON.parse(await readFile(join(simulation.dir, '_site', 'health.json'), 'utf8'));
      expect(simulation.healthFaults(health)).toEqual([]);
      const page = await readFile(join(simulation.dir, '_site', 'sources', 'index.html'), 'utf8');
      expect(simulation.sourcesFaults(page)).toEqual([]);
    } finally {
      await simulation.end();
    }
  }, 3_600_000);
});

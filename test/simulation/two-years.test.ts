import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { removeSites } from '../end-to-end/site.test-kit.ts';
import { Simulation } from './simulation.test-kit.ts';

afterAll(removeSites);

const isFull = process.env.DAYBOOK_TEST_RUNS === 'full';
const seed = process.env.DAYBOOK_SIMULATION_SEED ?? '20260518';

describe('two years of a digest', () => {
  it('lose nothing, keep nothing twice, let no address die, and tell how the feeds fare', async () => {
    const simulation = await Simulation.begin(
      {
        beginMs: Date.parse('2024-01-01T06:17:00Z'),
        days: 730,
        stepDays: isFull ? 1 : 30,
        feeds: 50,
      },
      seed,
    );
    try {
      await simulation.run();
      expect(simulation.happened).toEqual(simulation.planned);
      const health = JSON.parse(await readFile(join(simulation.dir, '_site', 'health.json'), 'utf8'));
      expect(simulation.healthFaults(health)).toEqual([]);
    } finally {
      await simulation.end();
    }
  }, 3_600_000);
});

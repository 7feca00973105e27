import fc from 'fast-check';

/**
 * Generated inputs are the same on every machine, so that a run says something about the change and not about luck.
 * `DAYBOOK_TEST_SEED=random` looks for new ones, and a number repeats those that a failure names.
 */
const seed = process.env.DAYBOOK_TEST_SEED ?? '20260518';
fc.configureGlobal(seed === 'random' ? {} : { seed: Number(seed) });

import { expect, it } from 'vitest';
import { testConsole } from './console.test-kit.ts';
import { untilSignal } from './until-signal.ts';

const listeners = (): number => process.listenerCount('SIGINT') + process.listenerCount('SIGTERM');

it('lets work end at the first signal, says so, and leaves the second to the system', async () => {
  const console = testConsole();
  const before = listeners();
  const result = await untilSignal(console, async (signal) => {
    expect([signal.aborted, listeners()]).toEqual([false, before + 2]);
    process.emit('SIGTERM');
    expect([signal.aborted, listeners()]).toEqual([true, before]);
    return 'what has come';
  });
  expect(result).toBe('what has come');
  expect(console.stderr()).toContain('Stopping: nothing more is asked for');
});

it('leaves no listener behind, also after work that fails', async () => {
  const console = testConsole();
  const before = listeners();
  const work = untilSignal(console, () => Promise.reject(new Error('full')));
  await expect(work).rejects.toThrow('full');
  expect([listeners(), console.stderr()]).toEqual([before, '']);
});

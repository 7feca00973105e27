import { defined } from '../model/defined.ts';
import { errorMessage } from '../model/error-message.ts';
import type { Problem } from '../model/types.ts';

const makeRoom = 'Make room on the disk, or allow this user to write there.';

/** Writes; where that fails, the problem that `failed` tells of. */
export async function written(
  write: () => Promise<void>,
  failed: Pick<Problem, 'what' | 'where' | 'kept'> & Partial<Pick<Problem, 'fix'>>,
): Promise<Problem | undefined> {
  try {
    await write();
    return undefined;
  } catch (error) {
    const { what, where, fix = makeRoom, kept } = failed;
    const why = errorMessage(error);
    return { code: 'CLI_WRITE_FAILED', what, where, why, fix, ...defined({ kept }) };
  }
}

/**
 * Loads a package that only some options need: `undefined` where it is not installed, or does not run on this machine.
 *
 * @example
 * const sharp = (await optional(() => import('sharp')))?.default;
 */
export async function optional<Exports>(load: () => Promise<Exports>): Promise<Exports | undefined> {
  try {
    return await load();
  } catch {
    return undefined;
  }
}

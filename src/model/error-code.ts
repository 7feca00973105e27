/** The `code` of a Node error: `ENOENT`, `ENOSPC`, … */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

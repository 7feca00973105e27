/** What was thrown, in words: an error's message, else `otherwise`, else the thing itself. */
export function errorMessage(error: unknown, otherwise?: string): string {
  return error instanceof Error ? error.message : (otherwise ?? String(error));
}

/** How templates are compiled, here and when the package is built: variables are escaped, unknown ones are faults. */
export const templateOptions = {
  autoescape: true,
  throwOnUndefined: true,
  trimBlocks: false,
  lstripBlocks: false,
} as const;

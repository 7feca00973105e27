/** `/packages/2026/05/` of `2026-05`; its second page is `/packages/2026/05/2/`. */
export function packagesPath(month: string, part = 1): string {
  const folder = `/packages/${month.replace('-', '/')}/`;
  return part === 1 ? folder : `${folder}${part}/`;
}

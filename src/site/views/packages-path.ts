import { editionPath } from './edition-names.ts';

/** `/packages/2026/05/` of `2026-05`; its second page is `/packages/2026/05/2/`. */
export function packagesPath(month: string, part = 1): string {
  const folder = `/packages${editionPath(month)}`;
  return part === 1 ? folder : `${folder}${part}/`;
}

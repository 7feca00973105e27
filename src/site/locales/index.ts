import { ar } from './ar.ts';
import { de } from './de.ts';
import { type Catalogue, en, type MessageKey } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { he } from './he.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import { nl } from './nl.ts';
import { pl } from './pl.ts';
import { pt } from './pt.ts';
import { zhHans } from './zh-hans.ts';
import { zhHant } from './zh-hant.ts';

/** The languages of the interface. Another one is added here, with its five files. */
export const catalogues: ReadonlyMap<string, Catalogue> = new Map<string, Catalogue>([
  ['ar', ar],
  ['de', de],
  ['en', en],
  ['es', es],
  ['fr', fr],
  ['he', he],
  ['it', it],
  ['ja', ja],
  ['nl', nl],
  ['pl', pl],
  ['pt', pt],
  ['zh-Hans', zhHans],
  ['zh-Hant', zhHant],
]);

export type { Catalogue, MessageKey };

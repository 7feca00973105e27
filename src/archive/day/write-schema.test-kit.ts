import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dayJsonSchema } from './item-check.ts';

/** Where the published schema lies. */
export const SCHEMA_FILE = join(import.meta.dirname, '../../../schema/archive-day.schema.json');

/** The published schema as it must be. */
export const schemaText = (): string => `${JSON.stringify(dayJsonSchema(), null, 2)}\n`;

/** Writes it anew: `UPDATE_SCHEMA=1 npx vitest run src/archive/day/day-file.test.ts`. */
export const writeSchema = (): Promise<void> => writeFile(SCHEMA_FILE, schemaText());

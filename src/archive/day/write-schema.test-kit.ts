import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { itemSchema } from './item-check.ts';

/** Where the published schema lies. */
export const SCHEMA_FILE = join(import.meta.dirname, '../../../schema/archive-day.schema.json');

/** The JSON Schema (draft 2020-12) of a day's file. */
export const daySchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: {
    version: { type: 'string', const: 'https://jsonfeed.org/version/1.1' },
    title: { type: 'string', minLength: 1 },
    _daybook: {
      type: 'object',
      properties: {
        schema: { type: 'number', const: 1 },
        day: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' },
      },
      required: ['schema', 'day'],
      additionalProperties: {},
    },
    items: { type: 'array', items: itemSchema },
  },
  required: ['version', 'title', '_daybook', 'items'],
  additionalProperties: {},
  title: 'Daybook archive, one day',
  description: 'A JSON Feed 1.1 document with the items of one day, one item a line, sorted by _daybook.key.',
};

/** The published schema as it must be. */
export const schemaText = (): string => `${JSON.stringify(daySchema, null, 2)}\n`;

/** Writes it anew: `UPDATE_SCHEMA=1 npx vitest run src/archive/day/day-file.test.ts`. */
export const writeSchema = (): Promise<void> => writeFile(SCHEMA_FILE, schemaText());

// Writes the configuration's JSON Schema beside the program, so that editors find that of the installed version.
import { writeFileSync } from 'node:fs';
import { configJsonSchema } from '../dist/config/index.js';

const file = new URL('../dist/daybook.schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(configJsonSchema(), undefined, 2)}\n`);

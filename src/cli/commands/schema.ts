import { exitCodes } from '../exit-codes.ts';
import { defineCommand } from './command.ts';

export const schema = defineCommand({
  name: 'schema',
  summary: "print the configuration's JSON Schema",
  run: async ({ console }) => {
    const { configJsonSchema } = await import('../../config/index.ts');
    console.out(`${JSON.stringify(configJsonSchema(), undefined, 2)}\n`);
    return { exitCode: exitCodes.done };
  },
});

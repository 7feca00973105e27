import { z } from 'zod';
import { configSchema } from './schema.ts';

interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

let made: JsonSchema | undefined;

/** The configuration's JSON Schema (draft 2020-12), as `daybook schema` prints it. */
export function configJsonSchema(): JsonSchema {
  made ??= z.toJSONSchema(configSchema, { io: 'input' }) as JsonSchema;
  return made;
}

function resolve(schema: JsonSchema, root: JsonSchema): readonly JsonSchema[] {
  if (schema.$ref !== undefined) {
    const target = root.$defs?.[schema.$ref.replace('#/$defs/', '')];
    return target ? resolve(target, root) : [];
  }
  return schema.anyOf ? schema.anyOf.flatMap((one) => resolve(one, root)) : [schema];
}

/** The keys that the mapping at `path` may have: `['feeds', 3]` gives `id`, `section`, `tags`, … */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  const root = configJsonSchema();
  let here: readonly JsonSchema[] = [root];
  for (const step of path) {
    here = here
      .map((schema) => (typeof step === 'number' ? schema.items : schema.properties?.[String(step)]))
      .filter((schema) => schema !== undefined)
      .flatMap((schema) => resolve(schema, root));
  }
  return here.flatMap((schema) => Object.keys(schema.properties ?? {}));
}

export { type ConfigResult, configPath, type ReadText, readConfig } from './read-config.ts';
export { configJsonSchema } from './schema-keys.ts';
export { suggest } from './suggest.ts';

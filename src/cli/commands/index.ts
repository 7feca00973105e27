import type { MakeCommand } from './command.ts';

/** The table of commands, in the order of the help. Each is loaded when it is asked for. */
export const commands: Readonly<Record<string, () => Promise<MakeCommand>>> = {
  init: async () => (await import('./init.ts')).init,
  add: async () => (await import('./add.ts')).add,
  remove: async () => (await import('./remove.ts')).remove,
  fetch: async () => (await import('./fetch.ts')).fetchFeeds,
  merge: async () => (await import('./merge.ts')).merge,
  render: async () => (await import('./render.ts')).render,
  build: async () => (await import('./build.ts')).build,
  serve: async () => (await import('./serve.ts')).serve,
  prune: async () => (await import('./prune.ts')).prune,
  forget: async () => (await import('./forget.ts')).forget,
  inspect: async () => (await import('./inspect.ts')).inspect,
  schema: async () => (await import('./schema.ts')).schema,
  search: async () => (await import('./search.ts')).search,
  mail: async () => (await import('./mail.ts')).mail,
  import: async () => (await import('./import.ts')).importList,
  export: async () => (await import('./export.ts')).exportList,
  restore: async () => (await import('./restore.ts')).restore,
  check: async () => (await import('./check.ts')).check,
};

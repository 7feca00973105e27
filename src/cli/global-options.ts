import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { DateTime } from 'luxon';
import type { GlobalOptions } from './site-folder.ts';

/** Reads `--now`: RFC 3339, kept as UTC seconds. */
export function parseNow(text: string): string {
  // With its offset: a time without one would mean another moment on another machine.
  const date = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:\d{2})$/.test(text)
    ? DateTime.fromISO(text.replace(' ', 'T'), { setZone: true })
    : undefined;
  if (!date?.isValid) throw new InvalidArgumentError('Write a time as 2026-05-18T18:00:00Z.');
  return utcSeconds(date);
}

function utcSeconds(date: DateTime): string {
  return date.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
}

/** The options that every command has, as they were given. */
export function globalOptions(command: Command): GlobalOptions {
  const options: Partial<Record<keyof GlobalOptions, unknown>> = command.optsWithGlobals();
  return {
    site: resolve(typeof options.site === 'string' ? options.site : '.'),
    json: options.json === true,
    quiet: options.quiet === true,
    now: typeof options.now === 'string' ? options.now : utcSeconds(DateTime.utc()),
    clockOffsetMs: typeof options.now === 'string' ? Date.parse(options.now) - Date.now() : 0,
    allowPrivateNetworks: options.allowPrivateNetworks === true,
  };
}

import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { isDay } from '../model/days.ts';
import { formatInstant } from '../model/instant.ts';
import type { GlobalOptions } from '../run/site-folder.ts';

const dateTime = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})$/;

/** Reads `--now`: RFC 3339, kept as UTC seconds. */
export function parseNow(text: string): string {
  // With its offset: a time without one would mean another moment on another machine.
  const [whole, day = '', time = '', seconds = ':00', zone = ''] = dateTime.exec(text) ?? [];
  const instant =
    whole === undefined ? Number.NaN : Date.parse(`${day}T${time}${seconds}${zone.toUpperCase()}`);
  if (Number.isNaN(instant) || !isDay(day)) {
    throw new InvalidArgumentError('Write a time as 2026-05-18T18:00:00Z.');
  }
  return formatInstant(instant);
}

/** The options that every command has, as they were given. */
export function globalOptions(command: Command): GlobalOptions {
  const options: Partial<Record<keyof GlobalOptions, unknown>> = command.optsWithGlobals();
  return {
    site: resolve(typeof options.site === 'string' ? options.site : '.'),
    json: options.json === true,
    quiet: options.quiet === true,
    now: typeof options.now === 'string' ? options.now : formatInstant(Date.now()),
    clockOffsetMs: typeof options.now === 'string' ? Date.parse(options.now) - Date.now() : 0,
    allowPrivateNetworks: options.allowPrivateNetworks === true,
  };
}

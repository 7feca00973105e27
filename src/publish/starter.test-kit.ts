import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataHome } from './data-home.ts';
import type { Host } from './hosts.ts';
import { fillTemplate, starterFiles, starterValues } from './starter.ts';

const root = join(import.meta.dirname, '..', '..', 'starter');

/** A template as it is in `starter/`. */
export const template = (from: string): string => readFileSync(join(root, from), 'utf8');

/** What is put into templates: a title that is hard on every language, and an address with a folder. */
export function valuesOf(host: Host, data: DataHome): Readonly<Record<string, string>> {
  return starterValues({
    title: 'A "title": 100% {{ mine }}',
    url: 'https://me.example/news/',
    locale: 'en',
    timezone: 'Europe/Paris',
    host,
    data,
    slug: 'a-title',
    program: { spec: 'file:daybook-1.2.3.tgz', file: 'daybook-1.2.3.tgz' },
    now: '2026-05-18T18:00:00Z',
    yaml: (text) => JSON.stringify(text),
  });
}

/** The files of a new folder as `init` writes them, by their path. */
export function filesFor(host: Host, data: DataHome): ReadonlyMap<string, string> {
  const values = valuesOf(host, data);
  return new Map(starterFiles(host, data).map(({ from, to }) => [to, fillTemplate(template(from), values)]));
}

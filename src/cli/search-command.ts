import { stripTerminal } from '../clean/index.ts';
import { count } from '../model/count.ts';
import { type Searched, type SearchRequest, searchSite } from '../run/search-site.ts';
import type { IndexAbout, ResultRecord } from '../search/index.ts';
import { explainQuery } from '../site/explain-query.ts';
import { type Console, jsonText, printProblems, styled } from './console.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** The item in the digest: its edition, at the item. */
function permalink({ day, key }: ResultRecord, { url }: IndexAbout): string {
  return new URL(`${day.replaceAll('-', '/')}/#${key}`, url.endsWith('/') ? url : `${url}/`).href;
}

const maxExcerpt = 200;

function printText({ answer, records, about }: Searched, console: Console): void {
  for (const problem of answer.problems) console.err(`${explainQuery(problem)}\n`);
  for (const [typed, meant] of answer.corrections)
    console.err(`Nothing has “${typed}”: looked for “${meant}”.\n`);
  if (answer.partial) console.err('Nothing has all of these words: each item below lacks one.\n');
  console.err(`${count(answer.hits.length, 'item', 'items')} in ${about.title}\n`);
  for (const record of records) {
    const source = about.sources[record.source] ?? record.source;
    const by = [source, record.dateText, record.authors.join(', ')].filter(Boolean).join(' · ');
    const more = record.text.length > maxExcerpt ? `${record.text.slice(0, maxExcerpt)}…` : record.text;
    const lines = [styled(console, 'bold', record.title), by, more, record.link].filter(Boolean);
    console.out(`\n${lines.map(stripTerminal).join('\n  ')}\n`);
  }
}

/** `daybook search`: asks a site's index what its search page would ask it, here or at an address. */
export async function searchCommand(
  query: string,
  options: SearchRequest,
  console: Console,
): Promise<ExitCode> {
  const searched = await searchSite(query, options);
  if ('problem' in searched) {
    const { problem } = searched;
    printProblems([problem], console);
    if (options.json) console.out(jsonText({ exitCode: exitCodes.failed, problems: [problem] }));
    return exitCodes.failed;
  }
  const { answer, records, about } = searched;
  if (!options.json) printText(searched, console);
  else
    console.out(
      jsonText({
        exitCode: exitCodes.done,
        total: answer.hits.length,
        problems: answer.problems,
        partial: answer.partial,
        corrections: Object.fromEntries(answer.corrections),
        items: records.map((record) => ({ ...record, permalink: permalink(record, about) })),
      }),
    );
  return exitCodes.done;
}

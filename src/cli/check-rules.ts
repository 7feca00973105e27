import { plainText, storedHtml, stripTerminal } from '../clean/index.ts';
import { auditRules, builtInRules, type RuleFinding } from '../digest/index.ts';
import { count } from '../model/count.ts';
import type { Problem } from '../model/types.ts';
import { archiveOf, type GlobalOptions } from '../run/site-folder.ts';
import { readAllRecords } from '../site/index.ts';
import type { SiteCommand } from './command-result.ts';
import { printProblems } from './console.ts';
import { exitCodes } from './exit-codes.ts';

function spanOf({ first, last }: RuleFinding): string {
  if (first === undefined || last === undefined) return '';
  return first === last ? `, on ${first}` : `, ${first} to ${last}`;
}

function linesOf(finding: RuleFinding): string[] {
  const { where, matches, covered, coveredBy, state } = finding;
  const by = coveredBy.join(', ');
  // It counts what is not like its condition.
  const isKeep = where.endsWith('.filter.keep');
  const never = isKeep ? 'hides nothing' : 'never matches';
  switch (state) {
    case 'never':
      return [`${where}: ${never}.`];
    case 'covered':
      return [`${where}: ${never}, because ${by} takes all of its items (${covered}) before.`];
    case 'works': {
      const late = covered > 0 ? `; ${covered} more are taken before by ${by}` : '';
      return [
        `${where}: ${isKeep ? 'hides ' : ''}${count(matches, 'item')}${spanOf(finding)}${late}.`,
        ...finding.examples.map((title) => `  ${stripTerminal(title)}`),
      ];
    }
  }
}

/**
 * `daybook check --rules`: what each rule matches in the archive, a day at a time, and which never do. Changes nothing;
 * a rule that never matches is not a fault, because what it waits for may come.
 */
export const rulesCommand: SiteCommand<GlobalOptions> = async (options, folder, console) => {
  const { config } = folder;
  const archive = archiveOf(folder, options.now);
  const { records } = await readAllRecords(config, archive);
  const feeds = new Map(config.feeds.map((feed) => [feed.id, feed]));
  const audit = auditRules([...builtInRules, ...config.rules], {
    now: options.now,
    timezone: config.timezone,
  });
  const problems: Problem[] = [];
  for (const day of await archive.days()) {
    const { items, problem } = await archive.readDay(day, (html) => storedHtml({ html }));
    if (problem) problems.push(problem);
    for (const item of items) {
      const { feed } = item._daybook;
      const language = item.language ?? records.get(feed)?.face.language;
      const spoken = language === undefined ? item : { ...item, language };
      audit.add({ item: spoken, day, text: plainText(item.content_html) }, feeds.get(feed));
    }
  }
  const findings = audit.findings();
  printProblems(problems, console);
  if (!options.quiet) console.err(`${findings.flatMap(linesOf).join('\n')}\n`);
  return {
    exitCode: problems.length === 0 ? exitCodes.done : exitCodes.failed,
    report: { rules: findings, problems },
  };
};

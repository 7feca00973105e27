import { Argument, Option } from 'commander';
import { defineCommand } from './command.ts';
import { wholeNumber } from './options.ts';

interface CheckOwn {
  readonly repair?: boolean;
  readonly rules?: boolean;
  readonly offline?: string;
  readonly minScore: number;
}

export const check = defineCommand<CheckOwn, [url: string | undefined]>({
  name: 'check',
  summary: 'verify the digest; or judge a feed',
  description:
    "Without an address: verifies the configuration, the whole archive and files of editors, and says how the feeds fare. With one: tells the feed's author what is good about it, what is not, and how to mend it.",
  takes: [new Argument('[url]', 'the address of a feed')],
  options: [
    new Option('--repair', 'mend what can be mended in the archive, such as a merge of two branches'),
    new Option('--rules', 'tell what each rule matches in the archive, and which never do'),
    new Option('--offline <file>', 'judge a stored copy of the feed, without the network'),
    new Option('--min-score <number>', 'exit with 1 below this score')
      .argParser(wholeNumber(0, 100))
      .default(0),
  ],
  run: async ({ options, console, onSite, refuse }, { repair = false, rules, offline, minScore }, url) => {
    if (url !== undefined || offline !== undefined) {
      if (repair) refuse('--repair is for the archive, not for a feed');
      if (rules) refuse('--rules is for the archive, not for a feed');
      const { checkFeedCommand } = await import('../check-feed.ts');
      const stored = offline !== undefined && { offline };
      return checkFeedCommand(url, { ...options, minScore, ...stored }, console);
    }
    if (rules) return onSite(async () => (await import('../check-rules.ts')).rulesCommand, options);
    return onSite(async () => (await import('../check-archive.ts')).checkCommand, { ...options, repair });
  },
});

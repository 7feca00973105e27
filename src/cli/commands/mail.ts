import { Argument, Option } from 'commander';
import type { MailOptions } from '../mail-command.ts';
import { defineCommand, type Own } from './command.ts';

export const mail = defineCommand<Own<MailOptions>, [edition: string | undefined]>({
  name: 'mail',
  summary: 'send an edition by mail, to each reader once',
  takes: [
    new Argument('[edition]', 'as 2026-05-18, 2026-w21 or 2026-05; the newest closed one when none is named'),
  ],
  options: [
    new Option('--dry-run', 'only say what would be sent, and to how many'),
    new Option('--resend', 'send again what may or may not have arrived'),
  ],
  run: async ({ options, onSite }, own, edition) => {
    const named = edition !== undefined && { edition };
    const wanted = { ...options, dryRun: false, resend: false, ...own, ...named };
    return onSite(async () => (await import('../mail-command.ts')).mailCommand, wanted);
  },
});

import type { Messages } from './messages.ts';

/**
 * What the site tells its scripts when it is rendered, as their first line: so that no page has to carry it.
 * `src/site/script-settings.ts` writes it.
 */
export interface ScriptSettings {
  /** `/kernel/` */
  readonly prefix: string;
  readonly language: string;
  readonly messages: Messages;
}

declare const daybook: ScriptSettings;

export const settings: ScriptSettings = daybook;

import type { Messages } from '../model/messages.ts';

/**
 * What the site tells its scripts when it is rendered, as their first line: so that no page has to carry it.
 * `src/site/render/script-settings.ts` writes it.
 */
interface ScriptSettings {
  /** `/kernel/` */
  readonly prefix: string;
  readonly language: string;
  readonly messages: Messages;
  /** The file of `more.ts`, as its address tells its content. */
  readonly more?: string;
  /** Whether pages are kept for reading offline. */
  readonly offline?: boolean;
  /** The map of keys: keys, and what they do. */
  readonly keys?: readonly (readonly [readonly string[], string])[];
}

declare const daybook: ScriptSettings;

export const settings: ScriptSettings = daybook;

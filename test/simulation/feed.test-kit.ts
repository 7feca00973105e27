export const DAY = 86_400_000;

/** Any token in a text. */
export const tokenPattern = /\bt\d+x\d+q\b/g;

/** Something that several feeds write about within a few days. */
export interface Event {
  readonly name: string;
  readonly url: string;
}

/** What somebody wrote, and when. The oracle knows it by its token, which its title carries. */
export interface Post {
  readonly token: string;
  readonly n: number;
  readonly atMs: number;
  readonly title: string;
  readonly text: string;
  readonly tag: string;
  /** What happened in the world that other feeds write of, too. */
  readonly event: Event | undefined;
  /** When its author changed the text. */
  readonly revisedMs: number | undefined;
}

/** A feed of the simulation: what it publishes over the years, and what befalls it. */
export interface WorldFeed {
  readonly id: string;
  /** Its name in the table of lives. */
  readonly life: string;
  /** The host that is configured, and the one to which it moves where it moves. */
  readonly host: string;
  readonly newHost: string;
  readonly format: 'rss' | 'atom' | 'json';
  readonly hasValidators: boolean;
  /** What befalls it begins and ends then: half-open, in ms. */
  readonly fromMs: number;
  readonly untilMs: number;
  /** Oldest first. */
  readonly posts: readonly Post[];
}

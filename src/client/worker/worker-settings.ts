/** What the site tells its service worker when it is rendered, as its first line. `src/site/render/offline.ts` writes it. */
interface WorkerSettings {
  /** `/kernel/` */
  readonly prefix: string;
  readonly language: string;
  /** An edition may still change for so long after its end. */
  readonly closeAfterMs: number;
  /** Addresses of pages and scripts that always stay: what is shown where nothing else can be. */
  readonly shell: readonly string[];
  readonly messages: {
    /** `Copy of “{title}”, saved {date}.` */
    readonly copyOf: string;
    readonly notKept: string;
    readonly whatIsKept: string;
  };
}

declare const daybook: WorkerSettings;

export const settings: WorkerSettings = daybook;

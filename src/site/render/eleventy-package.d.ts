/** The few parts of Eleventy 3 that are used; it ships no types of its own. */
declare module '@11ty/eleventy' {
  export interface Options {
    readonly quietMode?: boolean;
    /** Renders without writing. */
    readonly dryRun?: boolean;
    readonly configPath?: string | null;
    readonly config?: (config: import('./eleventy-config.ts').EleventyConfig) => void | Promise<void>;
  }

  // biome-ignore lint/style/noDefaultExport: it is how the package exports it.
  export default class Eleventy {
    constructor(input: string, output: string, options: Options);
    disableLogger(): void;
    init(): Promise<void>;
    write(): Promise<unknown>;
  }
}

/** The few parts of Eleventy 3 that are used; it ships no types of its own. */
declare module '@11ty/eleventy' {
  export interface UserConfig {
    addTemplate(virtualPath: string, content: object, data?: object): void;
    addGlobalData(name: string, value: unknown): void;
    addFilter(name: string, filter: (...args: never[]) => unknown): void;
    addPassthroughCopy(paths: Readonly<Record<string, string>>): void;
    addTransform(
      name: string,
      transform: (
        this: { readonly page: { readonly inputPath: string; readonly outputPath: string | false } },
        content: string,
      ) => Promise<string>,
    ): void;
    readonly benchmarkManager: {
      get(group: string): { readonly logger: { overrideLogger(logger: false): void } };
    };
    readonly ignores: Set<string>;
    addWatchTarget(path: string): void;
    setUseGitIgnore(use: boolean): void;
    setDataFileSuffixes(suffixes: readonly string[]): void;
    on(event: 'eleventy.after', run: (event: { directories: { output: string } }) => Promise<void>): void;
  }

  export interface Options {
    readonly quietMode?: boolean;
    /** Renders without writing. */
    readonly dryRun?: boolean;
    readonly configPath?: string | null;
    readonly config?: (config: UserConfig) => void | Promise<void>;
  }

  // biome-ignore lint/style/noDefaultExport: it is how the package exports it.
  export default class Eleventy {
    constructor(input: string, output: string, options: Options);
    disableLogger(): void;
    init(): Promise<void>;
    write(): Promise<unknown>;
  }
}

/**
 * The parts of Eleventy's configuration object that are used. They are described here, not beside the package's other
 * parts, because the plugin's declarations go out with the program, and Eleventy 3 ships no types of its own.
 */
export interface EleventyConfig {
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

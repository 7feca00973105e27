/** The rules of the `tidy-url` package, which ships no types for them. Checked before use in `tracking.ts`. */
declare module 'tidy-url/data/rules.js' {
  const rules: unknown;
  export = rules;
}

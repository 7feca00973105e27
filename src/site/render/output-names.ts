/** Text is printed as it is where no program runs it or takes it for markup, and escaped in the others. */
const formats =
  /^files\/(?:[a-z0-9][a-z0-9_-]*[./])+(?:(csv|tsv|txt|md|json|jsonl|geojson|ics|yaml|yml)|xml|atom|rss|opml|svg)\.njk$/;

/** Whether a template makes a file: `files/today.csv.njk`. */
export function isOwnOutput(name: string): boolean {
  return formats.test(name);
}

/** Whether what a template prints is not for markup. */
export function isPlainOutput(name: string): boolean {
  return formats.exec(name)?.[1] !== undefined;
}

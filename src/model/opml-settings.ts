/**
 * Where an exported list says what `daybook.yaml` says of a feed: an attribute in a namespace of its own, which other
 * programs pass over.
 *
 * @see https://opml.org/spec2.opml ("Extending OPML")
 */
export const settingsNamespace = 'urn:x-daybook:opml';
export const settingsPrefix = 'daybook';
export const settingsAttribute = `${settingsPrefix}:feed`;

/** Twelve characters of our alphabet, the first a letter. */
export const KEY_PATTERN = /^[a-km-np-z][2-9a-km-np-z]{11}$/;
export const FEED_PATTERN = /^[a-z0-9][a-z0-9-]*$/;
/** RFC 3339. */
export const INSTANT_PATTERN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

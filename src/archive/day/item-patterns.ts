/** Twelve characters of our alphabet, the first a letter. */
export const keyPattern = /^[a-km-np-z][2-9a-km-np-z]{11}$/;
export const feedPattern = /^[a-z0-9][a-z0-9-]*$/;
/** RFC 3339. */
export const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

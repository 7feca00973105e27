/**
 * The cleaner's version, stored with every item that it cleaned. It rises with each change that makes the same input
 * come out differently, so that `storedHtml` cleans again what an older one cleaned.
 */
export const cleanerVersion = 2;

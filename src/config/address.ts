import type { Problem } from '../model/types.ts';
import { isUrl, shownAddress } from '../model/url.ts';
import { webAddress } from './web-address.ts';

const bad = (url: string, what: string, why: string, fix: string): Omit<Problem, 'where'> => ({
  code: 'CONFIG_BAD_ADDRESS',
  what: `"${shownAddress(url)}" ${what}`,
  why,
  fix,
});

/** What is wrong with a feed's address, which must be `https:`, `http:`, or a path inside the site folder. */
export function addressProblem(url: string): Omit<Problem, 'where'> | undefined {
  if (/^https?:\/\//i.test(url)) {
    if (isUrl(url)) return undefined;
    const fix = "Copy the address from the browser's address bar.";
    return bad(url, 'is not a valid address.', 'Its host or port cannot be read.', fix);
  }
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1];
  if (scheme !== undefined) {
    const meant = webAddress(url);
    const fix = /^https?:/.test(meant)
      ? `Did you mean "${shownAddress(meant)}"?`
      : 'Use an https: or http: address, or a path inside the site folder.';
    return bad(url, 'cannot be fetched.', `Addresses that start with "${scheme}:" are not supported.`, fix);
  }
  if (/^[\\/]/.test(url) || url.split(/[\\/]/).includes('..')) {
    const why = 'A local feed must be a path below the folder of daybook.yaml.';
    const fix = 'Copy the file into the site folder, or give its https: address.';
    return bad(url, 'lies outside the site folder.', why, fix);
  }
  return undefined;
}

/** A picture that everybody sees has an address that everybody may know: it is written into data that may be public. */
export function passwordProblem(url: string): Omit<Problem, 'where'> | undefined {
  if (shownAddress(url) === url) return undefined;
  const why = 'The address of a face is kept beside it, for everybody to read.';
  const fix = 'Copy the picture into the site folder, and name its path.';
  return bad(url, 'stands behind a password.', why, fix);
}

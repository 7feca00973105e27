/**
 * Small pictures whose larger form is in the body. Blogger names one of 72 pixels as the picture of each item, and
 * WordPress one of 150: both keep all sizes of a picture at addresses that differ in the size only.
 */

/** Blogger's size in an address: before the file's name, or at the end. */
const blogger = /^(https?:\/\/[^?#]+?[/=])s72(?:-[\w-]+)?(?=\/|$)/;
/** WordPress's size, before the end of the file's name. */
const wordPress = /^(https?:\/\/[^?#]+)-(?:\d{2}|1\d{2})x(?:\d{2}|1\d{2})(?=\.\w{3,4}$)/;

/** The same picture as the body shows it, or `image` as it is if the body does not have a larger one. */
export function largerForm(image: string | undefined, html: string | undefined): string | undefined {
  const [small, start] = image === undefined ? [] : (blogger.exec(image) ?? wordPress.exec(image) ?? []);
  if (image === undefined || html === undefined || small === undefined || start === undefined) return image;
  const end = image.slice(small.length);
  const from = html.indexOf(` src="${start}`) + ' src="'.length;
  if (from < ' src="'.length) return image;
  const shown = html.slice(from, html.indexOf('"', from));
  return shown.endsWith(end) && shown !== image ? shown : image;
}

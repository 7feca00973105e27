/**
 * A page of the site as a document of its own, in which nothing runs and nothing loads. Its style is left out: the policy
 * of the page that asks names its own style only, and rules over this document too.
 */
export function parsePage(html: string): Document {
  return new DOMParser().parseFromString(html.replace(/<style>[\s\S]*?<\/style>/, ''), 'text/html');
}

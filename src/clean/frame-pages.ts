/** A frame that shows one post, map, drawing or project: how to find the page for people behind its address. */
export interface FramePage {
  readonly name: string;
  readonly address: RegExp;
  /** The page's address, with the groups of the match in the place of `$1` and so on. */
  readonly page: string;
  /** It plays sound or shows something else than a film. */
  readonly isNoFilm: true;
}

const page = (name: string, address: RegExp, target: string): FramePage => ({
  name,
  address,
  page: target,
  isNoFilm: true,
});

/** Such frames, besides players. Google's maps, for one, say nothing outside of a frame but that they belong into one. */
export const framePages: readonly FramePage[] = [
  page(
    'Google Maps',
    /^https?:\/\/(?:www|maps)\.google\.[a-z.]{2,6}\/maps\/embed\?(?:[^#]*&)?pb=[^#&]*!2d(-?\d{1,3}\.?\d{0,20})!3d(-?\d{1,2}\.?\d{0,20})/,
    'https://www.google.com/maps?q=$2,$1',
  ),
  page(
    'Google Maps',
    /^https?:\/\/www\.google\.com\/maps\/embed\/v1\/(?:place|search)\?(?:[^#]*&)?q=([^&#]{1,500})/,
    'https://www.google.com/maps?q=$1',
  ),
  page(
    'OpenStreetMap',
    /^https?:\/\/(?:www\.)?openstreetmap\.org\/export\/embed\.html\?(?:[^#]*&)?marker=(-?[\d.]{1,20})(?:%2C|,)(-?[\d.]{1,20})/i,
    'https://www.openstreetmap.org/?mlat=$1&mlon=$2',
  ),
  page(
    'Reddit',
    /^https?:\/\/(?:embed\.reddit|www\.redditmedia)\.com\/(r\/[^?#]{3,300})/,
    'https://www.reddit.com/$1',
  ),
  page(
    'Bluesky',
    /^https?:\/\/embed\.bsky\.app\/embed\/(did:[\w:.-]{5,100})\/app\.bsky\.feed\.post\/(\w{5,30})/,
    'https://bsky.app/profile/$1/post/$2',
  ),
  page(
    'Threads',
    /^https?:\/\/www\.threads\.(net|com)\/(@[\w.]{1,60}\/post\/[\w-]{5,30})\/embed/,
    'https://www.threads.$1/$2',
  ),
  page(
    'Mastodon',
    /^https?:\/\/([a-z0-9.-]{4,100})\/(@[\w.-]{1,100}(?:@[a-z0-9.-]{3,100})?\/\d{5,25})\/embed(?:$|[?#])/,
    'https://$1/$2',
  ),
  page(
    'LinkedIn',
    /^https?:\/\/www\.linkedin\.com\/embed\/(feed\/update\/urn:li:\w{3,20}:\d{5,25})/,
    'https://www.linkedin.com/$1',
  ),
  page(
    'Steam',
    /^https?:\/\/store\.steampowered\.com\/widget\/(\d{1,12})/,
    'https://store.steampowered.com/app/$1/',
  ),
  page(
    'Kickstarter',
    /^https?:\/\/www\.kickstarter\.com\/(projects\/[\w-]{1,60}\/[\w-]{1,120})\/widget\//,
    'https://www.kickstarter.com/$1',
  ),
  page(
    'Deezer',
    /^https?:\/\/widget\.deezer\.com\/widget\/[a-z]{4,6}\/([a-z]{4,10}\/\d{1,20})/,
    'https://www.deezer.com/$1',
  ),
  page(
    'Sketchfab',
    /^https?:\/\/sketchfab\.com\/models\/(\w{10,60})\/embed/,
    'https://sketchfab.com/models/$1',
  ),
  page(
    'Scratch',
    /^https?:\/\/scratch\.mit\.edu\/projects\/(\d{1,15})\/embed/,
    'https://scratch.mit.edu/projects/$1',
  ),
  page('CodeSandbox', /^https?:\/\/codesandbox\.io\/embed\/([\w-]{3,120})/, 'https://codesandbox.io/s/$1'),
  page('Scribd', /^https?:\/\/www\.scribd\.com\/embeds\/(\d{3,15})\//, 'https://www.scribd.com/document/$1'),
  page('Infogram', /^https?:\/\/e\.infogram\.com\/([\w-]{8,80})/, 'https://infogram.com/$1'),
  page(
    'Flourish',
    /^https?:\/\/flo\.uri\.sh\/(visualisation|story)\/(\d{1,15})/,
    'https://public.flourish.studio/$1/$2/',
  ),
];

/** The address of the frame that a script puts into an element of Flourish or Infogram. */
export function scriptFrame(
  className: string,
  id: string | undefined,
  source: string | undefined,
): string | undefined {
  if (/(?:^|\s)infogram-embed(?=\s|$)/.test(className) && id !== undefined && /^[\w-]{8,80}$/.test(id))
    return `https://e.infogram.com/${id}`;
  const isFlourish = /(?:^|\s)flourish-embed(?=\s|$)/.test(className);
  return isFlourish && source !== undefined && /^(?:visualisation|story)\/\d{1,15}$/.test(source)
    ? `https://flo.uri.sh/${source}`
    : undefined;
}

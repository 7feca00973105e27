import { framePages } from './frame-pages.ts';

/** A host that serves players: how to find the page for people behind a player's address. */
interface Player {
  readonly name: string;
  readonly address: RegExp;
  /** The page's address, with the groups of the match in the place of `$1` and so on. */
  readonly page: string;
  /** It plays sound or shows something else. */
  readonly isNoFilm?: true;
}

const players: readonly Player[] = [
  {
    name: 'YouTube',
    address:
      /^https?:\/\/(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com\/(?:(?:embed|v|e|shorts|live)\/|watch\?(?:[^#]*&)?v=)|youtu\.be\/)([\w-]{6,20})/,
    page: 'https://www.youtube.com/watch?v=$1',
  },
  {
    name: 'YouTube',
    address:
      /^https?:\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/?(?:videoseries)?\?(?:[^#]*&)?list=([\w-]{6,50})/,
    page: 'https://www.youtube.com/playlist?list=$1',
  },
  {
    // A film that is not listed opens with its second number only.
    name: 'Vimeo',
    address: /^https?:\/\/player\.vimeo\.com\/video\/(\d{4,12})\?(?:[^#]*&)?h=([\da-f]{8,12})(?![\w-])/,
    page: 'https://vimeo.com/$1/$2',
  },
  {
    name: 'Vimeo',
    address:
      /^https?:\/\/(?:player\.)?vimeo\.com\/(?:video\/|(?=\d)|moogaloop\.swf\?(?:[^#]*&)?clip_id=)(\d{4,12})/,
    page: 'https://vimeo.com/$1',
  },
  {
    name: 'Dailymotion',
    address:
      /^https?:\/\/(?:www\.|geo\.)?dailymotion\.com\/(?:embed\/video\/|player(?:\/\w+)?\.html\?video=|swf\/(?:video\/)?)(\w{4,12})/,
    page: 'https://www.dailymotion.com/video/$1',
  },
  {
    name: 'TED',
    address: /^https?:\/\/embed(?:-ssl)?\.ted\.com\/talks\/(?:lang\/[\w-]+\/)?([\w-]{3,120})/,
    page: 'https://www.ted.com/talks/$1',
  },
  {
    name: 'Twitch',
    address: /^https?:\/\/player\.twitch\.tv\/\?(?:[^#]*&)?video=v?(\d{5,14})/,
    page: 'https://www.twitch.tv/videos/$1',
  },
  {
    name: 'Twitch',
    address: /^https?:\/\/player\.twitch\.tv\/\?(?:[^#]*&)?channel=(\w{3,30})/,
    page: 'https://www.twitch.tv/$1',
  },
  {
    name: 'Twitch',
    address: /^https?:\/\/clips\.twitch\.tv\/embed\?(?:[^#]*&)?clip=([\w-]{5,100})/,
    page: 'https://clips.twitch.tv/$1',
  },
  {
    name: 'Internet Archive',
    address: /^https?:\/\/archive\.org\/embed\/([\w.-]{3,100})/,
    page: 'https://archive.org/details/$1',
  },
  {
    name: 'media.ccc.de',
    address: /^https?:\/\/media\.ccc\.de\/v\/([\w.-]{3,150})\/oembed/,
    page: 'https://media.ccc.de/v/$1',
  },
  {
    name: 'Bilibili',
    address:
      /^https?:\/\/(?:player|www)\.bilibili\.com\/(?:blackboard\/\w{1,30}|player)\.html\?(?:[^#]*&)?bvid=(BV\w{8,12})/,
    page: 'https://www.bilibili.com/video/$1',
  },
  {
    name: 'Bilibili',
    address:
      /^https?:\/\/(?:player|www)\.bilibili\.com\/(?:blackboard\/\w{1,30}|player)\.html\?(?:[^#]*&)?aid=(\d{1,20})/,
    page: 'https://www.bilibili.com/video/av$1',
  },
  {
    name: 'Niconico',
    address: /^https?:\/\/embed\.nicovideo\.jp\/watch\/(\w{3,20})/,
    page: 'https://www.nicovideo.jp/watch/$1',
  },
  {
    name: 'Rutube',
    address: /^https?:\/\/rutube\.ru\/play\/embed\/(\w{5,40})/,
    page: 'https://rutube.ru/video/$1/',
  },
  {
    name: 'Streamable',
    address: /^https?:\/\/streamable\.com\/[eos]\/(\w{3,20})/,
    page: 'https://streamable.com/$1',
  },
  {
    name: 'Loom',
    address: /^https?:\/\/www\.loom\.com\/embed\/(\w{10,40})/,
    page: 'https://www.loom.com/share/$1',
  },
  {
    name: 'Odysee',
    address: /^https?:\/\/odysee\.com\/(?:\$|%24)\/embed\/([^/?#]{1,200})\/(\w{1,40})/,
    page: 'https://odysee.com/$1:$2',
  },
  {
    name: 'arte',
    address: /^https?:\/\/www\.arte\.tv\/embeds\/([a-z]{2})\/(\w{3,20}-\d{3}-[A-Z])/,
    page: 'https://www.arte.tv/$1/videos/$2/',
  },
  {
    name: 'VK',
    address: /^https?:\/\/(?:www\.)?(?:vk\.com|vkvideo\.ru)\/video_ext\.php\?oid=(-?\d{1,20})&id=(\d{1,20})/,
    page: 'https://vk.com/video$1_$2',
  },
  {
    name: 'Youku',
    address: /^https?:\/\/player\.youku\.com\/embed\/(X\w{8,30}(?:={1,2})?)/,
    page: 'https://v.youku.com/v_show/id_$1.html',
  },
  {
    name: 'Tencent',
    address: /^https?:\/\/v\.qq\.com\/(?:txp\/)?iframe\/player\.html\?(?:[^#]*&)?vid=(\w{8,20})/,
    page: 'https://v.qq.com/x/page/$1.html',
  },
  {
    name: 'asciinema',
    address: /^https?:\/\/asciinema\.org\/a\/(\w{3,40})\/(?:iframe|embed)/,
    page: 'https://asciinema.org/a/$1',
  },
  {
    name: 'Mixcloud',
    address:
      /^https?:\/\/(?:www|player-widget)\.mixcloud\.com\/widget\/iframe\/\?(?:[^#]*&)?feed=(?:%2F|\/)([^%/&#]{1,80})(?:%2F|\/)([^%/&#]{1,200})/i,
    page: 'https://www.mixcloud.com/$1/$2/',
    isNoFilm: true,
  },
  {
    name: 'Imgur',
    address: /^https?:\/\/(?:www\.)?imgur\.com\/((?:a\/|gallery\/)?\w{5,20})\/embed/,
    page: 'https://imgur.com/$1',
    isNoFilm: true,
  },
  {
    name: 'GitHub',
    address: /^https?:\/\/gist\.github\.com\/([\w-]{1,60})\/(\w{3,40})\.pibb/,
    page: 'https://gist.github.com/$1/$2',
    isNoFilm: true,
  },
  {
    name: 'Spotify',
    address: /^https?:\/\/open\.spotify\.com\/embed(?:-podcast)?\/([a-z]{4,10})\/(\w{10,30})/,
    page: 'https://open.spotify.com/$1/$2',
    isNoFilm: true,
  },
  {
    name: 'Apple',
    address: /^https?:\/\/embed\.(podcasts|music)\.apple\.com\/([^?#]{3,300}(?:\?i=\d+)?)/,
    page: 'https://$1.apple.com/$2',
    isNoFilm: true,
  },
  {
    name: 'Instagram',
    address: /^https?:\/\/(?:www\.)?instagram\.com\/(p|reel|tv)\/([\w-]{5,40})\/embed/,
    page: 'https://www.instagram.com/$1/$2/',
    isNoFilm: true,
  },
  {
    name: 'X',
    address: /^https?:\/\/platform\.(?:twitter|x)\.com\/embed\/Tweet\.html\?(?:[^#]*&)?id=(\d{5,25})/,
    page: 'https://x.com/i/status/$1',
    isNoFilm: true,
  },
  {
    name: 'CodePen',
    address: /^https?:\/\/codepen\.io\/([\w-]{1,60})\/embed\/(?:preview\/)?(\w{3,40})/,
    page: 'https://codepen.io/$1/pen/$2',
    isNoFilm: true,
  },
  {
    name: 'Giphy',
    address: /^https?:\/\/giphy\.com\/embed\/(\w{5,60})/,
    page: 'https://giphy.com/gifs/$1',
    isNoFilm: true,
  },
];

const everyPage: readonly Player[] = [...players, ...framePages];

/** Frames that only hold another page, whose address is a parameter of theirs. */
const wrappers: readonly RegExp[] = [
  /^https?:\/\/cdn\.embedly\.com\/widgets\/media\.html\?(?:[^#]*&)?url=([^&#]{8,2000})/,
  /^https?:\/\/cdn\.embedly\.com\/widgets\/media\.html\?(?:[^#]*&)?src=([^&#]{8,2000})/,
  /^https?:\/\/(?:cdn\.)?iframe\.ly\/api\/iframe\?(?:[^#]*&)?url=([^&#]{8,2000})/,
  /^https?:\/\/www\.facebook\.com\/plugins\/(?:post|video)(?:\.php)?\?(?:[^#]*&)?href=([^&#]{8,2000})/,
  /^https?:\/\/w\.soundcloud\.com\/player\/?\?(?:[^#]*&)?url=(https?(?::|%3A)(?:\/|%2F){2}soundcloud\.com(?:\/|%2F)[^&#]{3,2000})/i,
];

/** The page that such a frame holds, or the frame's own address. */
export function withoutWrapper(address: string): string {
  for (const wrapper of wrappers) {
    const inner = wrapper.exec(address)?.[1];
    if (inner === undefined) continue;
    try {
      const page = decodeURIComponent(inner);
      if (/^https?:\/\//i.test(page)) return page;
    } catch {
      // What is no address is left as it is.
    }
  }
  return address;
}

/** The page of a player. */
export interface PlayerPage {
  readonly name: string;
  readonly href: string;
  readonly isFilm: boolean;
}

/** PeerTube runs on hosts of its own: its path tells it. */
const peerTube = /^https:\/\/([a-z0-9.-]{4,100})\/videos\/embed\/([\w-]{8,40})/;

/** The page for people behind a player's address. */
export function playerPage(address: string): PlayerPage | undefined {
  for (const { name, address: pattern, page, isNoFilm } of everyPage) {
    const match = pattern.exec(address);
    if (match === null) continue;
    const href = page.replace(/\$(\d)/g, (_whole, group: string) => match[Number(group)] ?? '');
    return { name, href, isFilm: isNoFilm !== true };
  }
  const [, host, id] = peerTube.exec(address) ?? [];
  if (host === undefined || id === undefined) return undefined;
  return { name: host, href: `https://${host}/w/${id}`, isFilm: true };
}

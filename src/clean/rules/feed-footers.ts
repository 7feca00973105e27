import { sameWords } from '../same-words.ts';
import {
  type Element,
  element,
  isBlank,
  isElement,
  isEmpty,
  mapElements,
  type Node,
  textOf,
  unlessSame,
} from '../tree.ts';

/** "Read more" in the languages that feeds were seen in: the whole text of a link. */
const readMore =
  /^[\s([«»›→>.…–-]*(?:(?:click here to )?(?:read|see|view|learn)(?: the)? (?:more|on|full (?:story|article|post)|rest)(?: of (?:this|the) (?:story|article|post|entry))?|continue reading(?: on .{1,60})?|keep reading|read full topic|more|read the (?:rest|full) .{0,40}|weiterlesen|mehr lesen|weiter lesen|mehr|lire (?:la suite|plus)(?: .{0,40})?|la suite|en savoir plus|(?:leer|seguir leyendo|sigue leyendo)(?: más)?|leggi (?:tutto|il resto|di più)|continua a leggere|continua|(?:leia|ler) mais|continue lendo|lees (?:meer|verder)|verder lezen|läs mer|les mer|læs mere|lue lisää|czytaj (?:więcej|dalej)|více|celý článek|číst dál|читать (?:далее|дальше|полностью)|подробнее|далее|читати далі|devamını oku|続きを読む|もっと読む|阅读(?:全文|更多)|閱讀(?:全文|更多)|繼續閱讀|继续阅读|더 ?보기|اقرأ المزيد|ادامه مطلب|המשך לקרוא|קרא עוד)[\s)\]«»›→>.…–-]*$/i;

/** What programs write under each item of a feed, WordPress in its translations. */
const linkedFooter = [
  /^Statistics: Posted by .+ — .+$/,
  /^The post\b.+\b(?:appeared first|first appeared) on\b.+$/i,
  /^(?:L[’']article|Cet article)\b.+\best apparu en premier sur\b.+$/i,
  /^Der Beitrag\b.+\berschien zuerst auf\b.+$/i,
  /^La entrada\b.+\b(?:se publicó primero en|aparece primero en|apareció primero en)\b.+$/i,
  /^L[’']articolo\b.+\b(?:proviene da|sembra essere il primo su|è stato pubblicato su)\b.+$/i,
  /^O (?:post|conteúdo)\b.+\b(?:apareceu primeiro em|aparece primeiro em)\b.+$/i,
  /^Het bericht\b.+\b(?:verscheen eerst op|is het eerst verschenen op)\b.+$/i,
  /^Inlägget\b.+\bdök först upp på\b.+$/i,
  /^Artykuł\b.+\bpochodzi z serwisu\b.+$/i,
  /^Сообщение .+ появились? сначала на .+$/i,
  /^Comments URL: https?:\/\/\S+$/,
  /^\(Feed generated with FetchRSS\)$/,
  /^Powered by beehiiv$/,
  /^This entry passed through the Full-Text RSS service\b.+$/,
  /^.+\bwas originally published in .+ on Medium, where people are continuing the conversation\b.+$/i,
];

/** What hosts of recordings write below each text about who counts its listeners. */
const notices = [
  /^Learn more about your ad choices\. Visit \S+\/adchoices\.?$/i,
  /^Hosted on Acast\. See \S+\/privacy for more information\.?$/i,
  /^Hosted by Simplecast, an AdsWizz company\. See \S+ for information about our collection and use of personal data for advertising\.?$/i,
  /^See \S+\/listener for privacy information\.?$/i,
  /^See Privacy Policy at \S+ and California Privacy Notice at \S+\.?$/i,
  /^(?:Please enable JavaScript to view the )?comments powered by Disqus\.?$/i,
  /^(?:Privacy & Opt-Out|Advertising Inquiries): https?:\/\/\S+$/i,
];

/** How much a topic of a forum was talked about: another number with every answer. */
const counts = /^(?:\d{1,6} posts? - \d{1,6} participants?|Points: \d{1,6}|# Comments: \d{1,6})$/;

/** Pages that exist to post a link elsewhere. */
const sharePages =
  /^(?:mailto:\?|https?:\/\/(?:(?:www|m)\.)?(?:facebook\.com\/(?:sharer|share\.php|dialog\/(?:share|feed))|(?:twitter|x)\.com\/(?:intent\/(?:tweet|post)|share|home\?status)|linkedin\.com\/(?:shareArticle|sharing|cws\/share)|reddit\.com\/(?:r\/[^/]+\/)?submit|pinterest\.com\/pin\/create|tumblr\.com\/(?:share|widgets\/share)|digg\.com\/(?:submit|remote-submit)|del(?:\.icio\.us|icious\.com)\/(?:post|save)|stumbleupon\.com\/submit|news\.ycombinator\.com\/submitlink|getpocket\.com\/(?:save|edit)|instapaper\.com\/(?:hello2|edit)|addtoany\.com\/|(?:addthis|feeds\.addthis)\.com\/|t\.me\/share|telegram\.me\/share|wa\.me\/\?|api\.whatsapp\.com\/send|share\.flipboard\.com\/|bsky\.app\/intent\/compose|buffer\.com\/add|bufferapp\.com\/add|plus\.google\.com\/share|vk\.com\/share|feeds\.feedburner\.com\/~(?:ff|a)\/|feeds\.feedblitz\.com\/_\/\d|feedproxy\.google\.com\/~(?:ff|a)\/|feeds\.wordpress\.com\/1\.0\/|tipd\.com\/submit|technorati\.com\/faves))/i;

/** Pages, and places on them, that exist to subscribe, to share or to answer. */
const callPages =
  /^https?:\/\/[^/?#]{1,200}\/(?:#\/portal(?:\/|$)|subscribe(?:[?#]|$)|p\/[^/?#]{1,300}\/comments(?:[?#]|$)|(?:p\/[^/?#]{1,300})?\?(?:[^#]{0,300}&)?action=share(?:&|$)|[^#]{0,2000}#(?:comments|respond)$)/;

/** Links that offer to share: alone in their block, among others of their kind, or a mere icon. */
export function removeShareLinks(nodes: readonly Node[]): readonly Node[] {
  return mapElements(nodes, (node) => {
    if (node.name === 'a') return isShareLink(node) && isLabel(node) ? [] : node;
    if (node.name !== 'p' && node.name !== 'li' && node.name !== 'div') return node;
    return isLeftOver(node) || isCall(node) || isAdMark(node) ? [] : node;
  });
}

/** What stands above an advertisement, which the feed does not have. */
const adMark =
  /^[\s–—*([-]*(?:(?:advertisements?|advertentie|anzeige|pubblicità|publicidade?|publicité|reklama?|werbung|реклама|广告|廣告|広告|スポンサーリンク)(?:[\s–—-]*(?:scroll to continue|(?:article|story) continues below))?|(?:article|story) continues (?:after|below) (?:this )?ad(?:vertisement)?)[\s–—*)\]-]*$/i;

function isAdMark({ name, children }: Element): boolean {
  const [only] = children;
  if (name !== 'p' || children.length !== 1 || typeof only !== 'string' || only.length > 60) return false;
  return adMark.test(only);
}

/** A button of its own, such as "Subscribe now"; inside a sentence the same link stays. */
function isCall(node: Element): boolean {
  const filled = node.children.filter((child) => !isBlank(child));
  const [link] = filled;
  if (filled.length !== 1 || !isElement(link) || link.name !== 'a' || !isLabel(link)) return false;
  return !isEmpty(link) && link.children.every(isText) && callPages.test(link.attrs.get('href') ?? '');
}

const isText = (node: Node): boolean =>
  !isElement(node) || (node.name !== 'img' && node.children.every(isText));

function isShareLink(node: Element): boolean {
  return sharePages.test(node.attrs.get('href') ?? '');
}

/** A network's name, a short verb or an icon, no sentence. */
function isLabel(link: Element): boolean {
  return textOf(link).trim().length <= 40;
}

/** What stands round share links and means nothing without them. */
function isLeftOver(node: Element): boolean {
  if (node.children.some((child) => isElement(child) && child.name !== 'b' && child.name !== 'strong'))
    return false;
  const text = textOf(node).trim();
  return /^(?:(?:share(?: (?:this|on|via))*|partager|teilen|compartir|condividi)[|·•/,:\s]*|[|·•/,\s]+:?)$/i.test(
    text,
  );
}

/** Takes a closing "read more" and the engine's own footer off the end of the body, with the line that parts it. */
export function removeFooters(nodes: readonly Node[], title = ''): readonly Node[] {
  let kept = trimmed(nodes);
  for (let count = 0; count < 8; count += 1) {
    const rest = withoutLastFooter(kept, title);
    if (rest === undefined) break;
    kept = trimmed(rest);
  }
  return unlessSame(nodes, kept);
}

/** `undefined` where there is none. */
function withoutLastFooter(nodes: readonly Node[], title: string): readonly Node[] | undefined {
  const before = isRule(nodes.at(-1)) ? trimmed(nodes.slice(0, -1)) : nodes;
  const last = before.at(-1);
  if (!isElement(last)) return undefined;
  const rest = withoutFooter(last, title);
  if (rest === last || (rest !== undefined && before !== nodes)) return undefined;
  if (rest !== undefined) return [...before.slice(0, -1), rest];
  const kept = trimmed(before.slice(0, -1));
  return isRule(kept.at(-1)) ? kept.slice(0, -1) : kept;
}

const isRule = (node: Node | undefined): boolean => isElement(node) && node.name === 'hr';

function trimmed(nodes: readonly Node[]): readonly Node[] {
  const length = trimmedLength(nodes);
  return length === nodes.length ? nodes : nodes.slice(0, length);
}

function isEmptyBlock(node: Node | undefined): boolean {
  return isElement(node) && (node.name === 'p' || node.name === 'div') && isEmpty(node);
}

/** The block as it stays; nothing when it was a footer; the same object when it has none. */
function withoutFooter(block: Element, title: string): Element | undefined {
  if (block.attrs.has('data-daybook')) return block;
  if (block.name === 'a') return isReadMore(block) ? undefined : block;
  if (block.name !== 'p' && block.name !== 'div') return block;
  if (isFooter(block)) return undefined;
  if (isOrigin(block, title)) return undefined;
  const children = removeFooters(block.children, title);
  return children.length === trimmedLength(block.children) &&
    children.every((child, i) => child === block.children[i])
    ? block
    : element(block.name, children, block.attrs);
}

/** Whole bodies stand in one block, too. */
const longestFooter = 2000;

const anyOf = (patterns: readonly RegExp[]): RegExp =>
  new RegExp(patterns.map(({ source }) => source).join('|'), 'i');
const anyPlain = anyOf([counts, ...notices]);
const anyLinked = anyOf(linkedFooter);

function isFooter(block: Element): boolean {
  const written = textOf(block);
  if (written.length > longestFooter) return false;
  const text = written.replace(/\s+/g, ' ').trim();
  return anyPlain.test(text) || (hasLink(block) && anyLinked.test(text));
}

/** WordPress's footer in any language: the item's title leads to its page, another link to the site, with few words around. */
function isOrigin(block: Element, title: string): boolean {
  const links = block.children.filter(isElement);
  const [page, site] = links;
  if (title === '' || links.length !== 2 || page?.name !== 'a' || site?.name !== 'a') return false;
  const words = block.children.filter((child) => !isElement(child)).join('');
  const [to, home] = [page.attrs.get('href') ?? '', site.attrs.get('href') ?? ''];
  const isHome = /^https?:\/\//.test(home) && home !== to && to.startsWith(home);
  return isHome && words.trim().length <= maxOriginLength && sameWords(textOf(page), title);
}

const maxOriginLength = 60;

function trimmedLength(children: readonly Node[]): number {
  let { length } = children;
  while (length > 0 && (isBlank(children[length - 1]) || isEmptyBlock(children[length - 1]))) length -= 1;
  return length;
}

function isReadMore(link: Element): boolean {
  return (
    !link.children.some((child) => isElement(child) && child.name === 'img') && readMore.test(textOf(link))
  );
}

function hasLink(node: Node): boolean {
  return isElement(node) && (node.name === 'a' || node.children.some(hasLink));
}

/** Marks of Joomla's plug-ins, which stay in a text where nobody replaced them: `{loadposition ad}`, `{youtube}…{/youtube}`. */

/** Pairs around a path or the number of a film, not around words. */
const pair =
  /\{(youtube|vimeo|gallery|igallery|besps|vsig|admirorgallery|audio|mp3|flv)\b[^{}]{0,200}\}([^{}\s]{1,300})\{\/\1\}/gi;
const mark = /\{\/?([a-z][a-z0-9]{2,20})(?:[\s=|][^{}]{0,500})?\}/gi;
/** Names that nobody writes as words. */
const own =
  /^(?:load(?:position|module|moduleid|modulepos)|modulepos|jcomments|mos(?:image|pagebreak|loadposition)|phoca(?:gallery|download|maps)|widgetkit|rsform|chronoforms?\d?|k2splitter|admirorgallery|articlesanywhere|modulesanywhere|sourcerer|simplecaddy|fastsocialshare|sigplus|convertforms)$/i;
/** Words, too, but for those with a number, an attribute, or a switch. */
const settings =
  /^\{(?:module (?:\d+|[^{}]*\|)|(?:tab|slider|modal|tip|snippet) [^{}]*=|\/(?:tabs|sliders|modal|tip|snippet)\})/i;

/** A text without them; of a film its address stays. */
export function withoutJoomlaMarks(text: string): string {
  if (!text.includes('{') || !text.includes('}')) return text;
  return text
    .replace(pair, (_whole, name: string, inner: string) => addressOf(name.toLowerCase(), inner))
    .replace(mark, (whole, name: string) => (own.test(name) || settings.test(whole) ? '' : whole));
}

function addressOf(name: string, inner: string): string {
  if (/^https?:/.test(inner)) return inner;
  if (name === 'youtube' && /^[\w-]{11}$/.test(inner)) return `https://www.youtube.com/watch?v=${inner}`;
  return name === 'vimeo' && /^\d+$/.test(inner) ? `https://vimeo.com/${inner}` : '';
}

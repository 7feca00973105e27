/**
 * Lists of feeds whose outlines have no end tags: programs wrote `<outline …>` as HTML writes `<br>`. Every feed stays;
 * groups end where that can be told.
 */

interface Tag {
  readonly kind: 'feed' | 'group' | 'whole' | 'end' | 'frame-end';
  /** Where it stands in the text. */
  readonly at: number;
  readonly text: string;
}

const tag = /<outline(?=[\s>/])(?:[^<>"]|"[^"<]*")*>|<\/outline\s*>|<\/(?:body|opml)\s*>|<!--|<!\[CDATA\[/g;
/** What `parseOpml` takes for a feed. */
const addressOfFeed = /\s(?:(?:xml|feed|rss)url\s*=|type\s*=\s*"(?:rss|atom|feed|rdf|json)[^"]*")/i;

function kindOf(text: string): Tag['kind'] {
  if (!text.startsWith('<outline')) return text.startsWith('</outline') ? 'end' : 'frame-end';
  if (text.endsWith('/>')) return 'whole';
  return addressOfFeed.test(text) ? 'feed' : 'group';
}

/** The tags of outlines, and the end tags of what is around them; none inside comments. */
function tagsOf(text: string): readonly Tag[] {
  const tags: Tag[] = [];
  tag.lastIndex = 0;
  for (let match = tag.exec(text); match !== null; match = tag.exec(text)) {
    const [found] = match;
    if (found.startsWith('<!')) {
      const end = text.indexOf(found === '<!--' ? '-->' : ']]>', match.index);
      if (end < 0) return tags;
      tag.lastIndex = end;
    } else tags.push({ kind: kindOf(found), at: match.index, text: found });
  }
  return tags;
}

/** How a document's outlines end, told from all of them. */
interface Habit {
  /** Feeds have no end tags: those that there are end groups. */
  readonly openFeeds: boolean;
  /** Some groups have none: each ends where the next begins. */
  readonly openGroups: boolean;
}

function habitOf(tags: readonly Tag[]): Habit {
  const openFeeds = tags.some(({ kind }, at) => kind === 'feed' && tags[at + 1]?.kind !== 'end');
  const number = (kind: Tag['kind']): number => tags.filter((one) => one.kind === kind).length;
  const ends = number('end') - (openFeeds ? 0 : number('feed'));
  return { openFeeds, openGroups: ends < number('group') };
}

/** What is written in the place of each tag. */
function written(tags: readonly Tag[], { openFeeds, openGroups }: Habit): readonly string[] {
  /** Groups around, each with whether it has a feed already. */
  const open: { hasFeed: boolean }[] = [];
  let isInFeed = false;
  const writtenFor = ({ kind, text }: Tag): string => {
    switch (kind) {
      case 'whole':
      case 'feed': {
        const around = open.at(-1);
        if (around) around.hasFeed = true;
        if (kind === 'whole') return text;
        isInFeed = !openFeeds;
        return openFeeds ? `${text.slice(0, -1)}/>` : text;
      }
      case 'group': {
        const closes = openGroups && open.at(-1)?.hasFeed === true;
        if (closes) open.pop();
        open.push({ hasFeed: false });
        return closes ? `</outline>${text}` : text;
      }
      case 'end': {
        if (isInFeed) {
          isInFeed = false;
          return text;
        }
        return open.pop() === undefined ? '' : text;
      }
      case 'frame-end':
        return '</outline>'.repeat(open.splice(0).length) + text;
    }
  };
  return tags.map(writtenFor);
}

/**
 * The text with all outlines ended, or `undefined` when its own end is missing: what is cut off may have lost feeds.
 * Values must stand between double quotes, without `<`.
 */
export function closeOutlines(text: string): string | undefined {
  const tags = tagsOf(text);
  const last = tags.at(-1);
  if (last?.kind !== 'frame-end') return undefined;
  const texts = written(tags, habitOf(tags));
  const parts: string[] = [];
  let from = 0;
  for (const [at, one] of tags.entries()) {
    parts.push(text.slice(from, one.at), texts[at] ?? '');
    from = one.at + one.text.length;
  }
  return closeFrame(parts.join('') + text.slice(from));
}

/** With the end tags of the body and the document, of which one stands there. */
function closeFrame(text: string): string {
  const hasOpenBody = /<body[\s>]/.test(text) && !/<\/body\s*>/.test(text);
  const whole = /<\/opml\s*>/.test(text) ? text : `${text}</opml>`;
  return hasOpenBody ? whole.replace(/<\/opml\s*>/, '</body>$&') : whole;
}

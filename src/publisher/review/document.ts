import { type Finding, found, type Observation } from './observation.ts';

function strictFinding({ strict }: Observation): Finding | undefined {
  if (!strict) return undefined;
  return {
    code: 'CHECK_NOT_WELL_FORMED',
    level: 'error',
    what: `The document is not well-formed: line ${strict.line}, column ${strict.column}: ${strict.message}`,
    why: 'Strict readers stop there and show nothing at all; others guess.',
    fix: 'Correct that place; let a library write the feed, because it escapes what has to be escaped.',
  };
}

/** One finding for each kind of repair: what lenient readers had to do. */
function repairFindings({ repairs }: Observation): Finding[] {
  return repairs.map(({ code, what, count }) => ({
    code,
    level: code.startsWith('CHARSET_') ? 'warning' : 'advice',
    what: count === undefined ? what : `${what} (${count} times)`,
    why: code.startsWith('CHARSET_')
      ? 'Readers that do not guess as we did show wrong letters.'
      : 'We repaired it; other readers may not, or may do it differently.',
    fix: 'Look its code up in docs/errors.md of the package, under the repairs.',
  }));
}

function headFindings({ feed, url, delivery }: Observation): Finding[] {
  return found([
    feed.title === undefined && {
      code: 'CHECK_NO_TITLE',
      level: 'warning',
      what: 'The feed has no title.',
      why: 'Readers list it under its address.',
      fix: 'Give it a title.',
    },
    feed.home_page_url === undefined && {
      code: 'CHECK_NO_HOME',
      level: 'advice',
      what: 'The feed does not link to its site.',
      why: 'Readers cannot lead anybody there.',
      fix: 'Add the address of the site’s front page.',
    },
    feed.language === undefined && {
      code: 'CHECK_NO_LANGUAGE',
      level: 'advice',
      what: 'The feed does not say its language.',
      why: 'Screen readers, search and hyphenation have to guess.',
      fix: 'Add <language>, xml:lang or "language".',
    },
    feed.feed_url === undefined && {
      code: 'CHECK_NO_SELF',
      level: 'advice',
      what: 'The feed does not name its own address (rel="self").',
      why: 'Copies of the file do not lead anybody back to you.',
      fix: 'Add <atom:link rel="self"> or "feed_url" with its address.',
    },
    feed.feed_url !== undefined &&
      delivery &&
      feed.feed_url !== url && {
        code: 'CHECK_OTHER_SELF',
        level: 'advice',
        what: `The feed names another address as its own: ${feed.feed_url}`,
        why: 'Readers that believe it subscribe to that one.',
        fix: 'Name the address that readers should follow.',
      },
    feed.hubs === undefined &&
      delivery && {
        code: 'CHECK_NO_HUB',
        level: 'advice',
        what: 'The feed names no WebSub hub.',
        why: 'With one, readers learn of a new item at once and need not ask.',
        fix: 'Add rel="hub" if your publishing program can notify a hub; everything works without one, too.',
      },
  ]);
}

/** What the document itself is like. */
export function documentFindings(observation: Observation): Finding[] {
  return [
    ...found([strictFinding(observation)]),
    ...repairFindings(observation),
    ...headFindings(observation),
  ];
}

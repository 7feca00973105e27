import type { Finding, Observation } from './observation.ts';

function strictFinding({ strict }: Observation): Finding | undefined {
  if (!strict) return undefined;
  return {
    code: 'CHECK_NOT_WELL_FORMED',
    level: 'error',
    what: `The document is not well-formed: line ${strict.line}, column ${strict.column}: ${strict.message}`,
    why: 'Strict readers stop there and show nothing at all; others guess.',
    fix: 'Mend that place; let a library write the feed, because it escapes by itself what must be.',
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
      : 'We mended it; other readers may not, or may do it differently.',
    fix: 'Look its code up in docs/errors.md of the package, under the repairs.',
  }));
}

function headFindings({ feed, url, delivery }: Observation): Finding[] {
  const findings: Finding[] = [];
  const advise = (code: string, what: string, why: string, fix: string): void => {
    findings.push({ code, level: 'advice', what, why, fix });
  };
  if (feed.title === undefined) {
    findings.push({
      code: 'CHECK_NO_TITLE',
      level: 'warning',
      what: 'The feed has no title.',
      why: 'Readers list it under its address.',
      fix: 'Give it a title.',
    });
  }
  if (feed.home_page_url === undefined) {
    advise(
      'CHECK_NO_HOME',
      'The feed does not link to its site.',
      'Readers cannot lead anybody there.',
      'Add the address of the site’s front page.',
    );
  }
  if (feed.language === undefined) {
    advise(
      'CHECK_NO_LANGUAGE',
      'The feed does not say its language.',
      'Screen readers, search and hyphenation have to guess.',
      'Add <language>, xml:lang or "language".',
    );
  }
  if (feed.feed_url === undefined) {
    advise(
      'CHECK_NO_SELF',
      'The feed does not name its own address (rel="self").',
      'Copies of the file lead nobody back to you.',
      'Add <atom:link rel="self"> or "feed_url" with its address.',
    );
  } else if (delivery && feed.feed_url !== url) {
    advise(
      'CHECK_OTHER_SELF',
      `The feed names another address as its own: ${feed.feed_url}`,
      'Readers that believe it subscribe to that one.',
      'Name the address where the feed is to be followed.',
    );
  }
  if (feed.hubs === undefined && delivery) {
    advise(
      'CHECK_NO_HUB',
      'The feed names no WebSub hub.',
      'With one, readers learn of a new item at once and need not ask.',
      'Add rel="hub" if your publishing program can tell a hub; without one, all still works.',
    );
  }
  return findings;
}

/** What the document itself is like. */
export function documentFindings(observation: Observation): Finding[] {
  const strict = strictFinding(observation);
  return [...(strict ? [strict] : []), ...repairFindings(observation), ...headFindings(observation)];
}

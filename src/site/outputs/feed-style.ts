/** A text inside a CSS string. */
const cssText = (text: string): string =>
  text.replace(/["\\\n]/g, (character) => `\\${character.charCodeAt(0).toString(16)} `);

/**
 * `/feed.css`: makes a feed legible for a person who opens it in a browser. A style sheet and not XSLT, which browsers
 * are dropping; bodies stay hidden, as CSS would show their markup as text. The note says what such a file is for.
 */
export function feedStyle(note: string): string {
  return `:root { color-scheme: light dark; }
feed, rss {
  display: block; max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem 4rem;
  font: 1rem/1.55 system-ui, sans-serif;
}
feed::before, rss::before {
  content: "${cssText(note)}"; unicode-bidi: plaintext;
  display: block; margin-bottom: 1.5rem; padding: 0.75rem 1rem; border: 1px solid; border-radius: 0.5rem;
}
feed > *, channel > *, entry > *, item > * { display: none; }
channel { display: block; }
feed > title, channel > title { display: block; font-size: 1.6rem; font-weight: 700; line-height: 1.2; }
feed > subtitle, channel > description { display: block; margin-bottom: 1rem; }
feed > entry, channel > item { display: block; margin-top: 1.25rem; padding-top: 1.25rem; border-top: 1px solid #8884; }
entry > title, item > title { display: block; font-weight: 700; }
entry > summary, item > description { display: block; }
entry > published, item > pubDate { display: block; font-size: 0.85rem; opacity: 0.75; }
title, subtitle, summary, description { unicode-bidi: plaintext; overflow-wrap: anywhere; }
`;
}

// The search of the documentation: asks the index that `npm run docs` writes, with the engine of the digest's own search.
const { search, index } = document.body.dataset;
const query = document.getElementById('query');
const found = document.getElementById('found');
const results = document.getElementById('results');

let opened;
async function open() {
  const { byteReader, openEngine, stem_en: en } = await import(search);
  return openEngine({
    reader: byteReader(index, { get: () => null, set: () => undefined }),
    stems: { languagesFor: () => ['en'], load: async () => [en], of: () => en },
    first: ['en'],
    names: { source: {}, section: {} },
    marks: () => false,
  });
}

const nobody = { source: [], section: [], topic: [], language: [], month: [], access: [] };

function withMarks(element, parts) {
  for (const { text, marked } of parts) {
    if (marked) element.append(Object.assign(document.createElement('mark'), { textContent: text }));
    else element.append(text);
  }
  return element;
}

function resultOf({ record, title, excerpt }) {
  const item = document.createElement('li');
  // The index has whole addresses, for searches from elsewhere; here they lead to the site that is open.
  const { pathname, hash } = new URL(record.link);
  const link = Object.assign(document.createElement('a'), { href: pathname + hash });
  item.append(withMarks(link, title), withMarks(document.createElement('p'), excerpt));
  return item;
}

/** The newest question: answers to others come too late. */
let asked = '';
async function ask(typing) {
  const text = query.value.trim();
  asked = text;
  if (text === '') {
    results.replaceChildren();
    return;
  }
  try {
    opened ??= open();
    const answer = await (await opened).search(
      { text, filters: nobody, span: {}, sort: 'best', page: 1, all: true },
      { typing },
    );
    if (asked !== text) return;
    const parts = answer.total === 1 ? '1 part' : `${answer.total} parts`;
    found.textContent =
      answer.total === 0 ? 'Nothing says that.' : `${parts} of the documentation, best match first.`;
    results.replaceChildren(...answer.items.map(resultOf));
  } catch {
    opened = undefined;
    found.textContent = 'The index could not be read. Try again.';
  }
}

query.value = new URLSearchParams(location.search).get('q') ?? '';
query.addEventListener('input', () => ask(true));
await ask(false);

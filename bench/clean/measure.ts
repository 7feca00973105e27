import { elements } from '../../src/clean/allow-list.ts';
import { cleanerVersion, cleanHtml, storedHtml } from '../../src/clean/index.ts';
import { itemHtml, slowInputs } from './inputs.ts';

const baseUrl = 'https://example.org/post/';
const tags = [...elements.keys(), 'a', 'img', 'picture', 'source', 'audio', 'video'];
const attributes = [
  'href',
  'src',
  'srcset',
  'alt',
  'title',
  'width',
  'height',
  'lang',
  'dir',
  'datetime',
  'colspan',
  'rowspan',
];

type Clean = (html: string) => string;

/** Each made ready before the clock runs, and loaded alone: another one's code in memory would cost it time. */
const cleaners: Readonly<Record<string, () => Promise<Clean>>> = {
  daybook: async () => (html) => cleanHtml(html, { baseUrl }),
  'daybook-stored': async () => (html) => storedHtml({ html, cleaner: cleanerVersion }),
  'dompurify-jsdom': async () => {
    const { default: createDOMPurify } = await import('dompurify');
    const { JSDOM } = await import('jsdom');
    const purify = createDOMPurify(new JSDOM('').window);
    return (html) => purify.sanitize(html, { ALLOWED_TAGS: tags, ALLOWED_ATTR: attributes });
  },
  'sanitize-html': async () => {
    const { default: sanitizeHtml } = await import('sanitize-html');
    return (html) =>
      sanitizeHtml(html, {
        allowedTags: tags,
        allowedAttributes: { '*': attributes },
        allowedSchemes: ['http', 'https', 'mailto', 'tel'],
      });
  },
};

function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

async function cleanerOf(name: string): Promise<Clean> {
  const make = cleaners[name];
  if (make === undefined) throw new Error(`No cleaner is called "${name}".`);
  return make();
}

const thousands = 10;

/** The first thousand items of a process, each after them, and all ten thousand: no item is cleaned twice. */
async function measureItems(name: string): Promise<Record<string, number>> {
  const clean = await cleanerOf(name);
  const costs: number[] = [];
  for (let round = 0; round < thousands; round += 1) {
    const raw = Array.from({ length: 1_000 }, (_, index) => itemHtml(round * 1_000 + index));
    const items = name === 'daybook-stored' ? raw.map((html) => cleanHtml(html, { baseUrl })) : raw;
    costs.push(
      cpuSeconds(() => {
        for (const html of items) clean(html);
      }),
    );
  }
  const allS = costs.reduce((sum, cost) => sum + cost, 0) / thousands;
  return {
    firstS: costs[0] ?? 0,
    allS,
    lastS: costs.at(-1) ?? 0,
    peakMb: process.resourceUsage().maxRSS / 1024,
  };
}

async function measureSlow(name: string, input: string, size: number): Promise<Record<string, number>> {
  const html = slowInputs.get(input)?.(size) ?? '';
  const clean = await cleanerOf(name);
  clean('<p>a</p>');
  return { cpuS: cpuSeconds(() => clean(html)) };
}

const [what = 'items', name = 'daybook', input = '', size = '0'] = process.argv.slice(2);
if (what === 'items') console.log(JSON.stringify(await measureItems(name)));
else if (what === 'slow') console.log(JSON.stringify(await measureSlow(name, input, Number(size))));
else console.log(JSON.stringify({ names: [...slowInputs.keys()] }));

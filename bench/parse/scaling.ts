/**
 * How the time grows with the input: `node scaling.mjs [words of a shape's name]`. Each shape at 1, 2, 4 and 8 times
 * its length; milliseconds of the processor's time, best of three, and the last over the first (8 is linear), as rows
 * of a Markdown table.
 */
import { parseFeed } from '../../src/parse/index.ts';
import { makeFeed } from './feeds.ts';

/** Bytes of the smallest size. */
const unitBytes = 1_000_000;

function rss(inside: string): Buffer {
  return Buffer.from(
    `<rss version="2.0"><channel><title>T</title><item><title>a</title>${inside}</item></channel></rss>`,
  );
}

function inItem(piece: string): (bytes: number) => Buffer {
  return (bytes) => rss(piece.repeat(bytes / piece.length));
}

function inBody(piece: string): (bytes: number) => Buffer {
  return (bytes) => rss(`<description><![CDATA[<p>${piece.repeat(bytes / piece.length)}]]></description>`);
}

const shapes: readonly (readonly [string, (bytes: number) => Buffer])[] = [
  ['items of 4 KB', (bytes) => makeFeed(Math.round(bytes / 4200), 4000)],
  ['items of 360 bytes', (bytes) => makeFeed(Math.round(bytes / 362), 100)],
  ['one body of links that are relative', inBody('<a href="/x">y</a> ')],
  ['one body of broken tags', inBody('<a href="x <b ')],
  ['one body of equals signs', inBody('src= ')],
  ['`<` that start nothing', inItem('<')],
  ['`<3 `', inItem('<3 ')],
  ['tags cut short by the next', inItem('<b <b ')],
  ['quotation marks that are not closed', inItem('<a b="x> ')],
  ['CDATA sections that are not closed', inItem('<d><![CDATA[x</d>')],
  ['comments that are not closed', inItem('<!-- x ')],
  ['instructions that are not closed', inItem('<?x ')],
  ['elements in each other', inItem('<x>')],
  ['end tags that close nothing', inItem('</x>')],
  ['ampersands', inItem('&')],
  ['references', inItem('&#x41;&lt;')],
  ['namespaces', inItem('<x xmlns:a="b">')],
  ['white space', inItem('        \n')],
  ['empty items', inItem('<item/>')],
  ['JSON lists in each other', (bytes) => Buffer.from(`{"items":[${'['.repeat(bytes)}`)],
];

function timeOf(bytes: Buffer): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round += 1) {
    const start = process.cpuUsage();
    parseFeed(bytes, { url: 'https://example.org/feed' });
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

console.log('| input | 1 MB | 2 MB | 4 MB | 8 MB | 8 MB over 1 MB |\n| --- | --- | --- | --- | --- | --- |');
const wanted = process.argv[2] ?? '';
for (const [name, make] of shapes.filter(([shape]) => shape.includes(wanted))) {
  const times = [1, 2, 4, 8].map((factor) => timeOf(make(unitBytes * factor)));
  const growth = (times.at(-1) ?? 0) / (times[0] ?? 1);
  console.log(`| ${name} | ${times.map((ms) => ms.toFixed(0)).join(' | ')} | ${growth.toFixed(1)} |`);
}

const words =
  'the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one you were all her she there would their we him been has when who will no more if out so up said what its about than into them can only other time new some could these two may first then do any like my now over such our man me even most made after also did many off before must well back through years much where your way down should because long each just state those people too mr how little good world make very year still see own work men day get here old between both life being under three never know same last another while us might great go come since against right came take used himself few house american use place during high without again home around small however found mrs part school thought went say general once upon every left war number don does got united number hand course water until always away public something fact less through put think almost enough took yet government system better set told nothing night end why called find going look asked later knew'.split(
    ' ',
  );

/** Small numbers that look random and are the same in every run. */
function* numbers(seed: number): Generator<number, never> {
  let state = seed * 2_654_435_761 + 1;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state >>> 8;
  }
}

/** The body of an item, about 2,000 characters, with what bodies hold: links, a picture, a list, code, a share bar. */
export function itemHtml(index: number): string {
  const random = numbers(index + 1);
  const pick = (count: number): number => random.next().value % count;
  const sentence = (length: number): string =>
    Array.from({ length }, () => words[pick(words.length)] ?? '').join(' ');
  const parts = [
    `<h2 class="entry-title">${sentence(6)}</h2>`,
    `<p style="margin:0">${sentence(30)} <a href="https://example.com/${index}?utm_source=feed&amp;id=${index}">${sentence(3)}</a> ${sentence(20)}.</p>`,
    `<div class="image"><img src="/img/${index}.jpg" alt="${sentence(4)}" width="640" height="480" srcset="/img/${index}.jpg 640w, /img/${index}-2.jpg 1280w"></div>`,
    `<ul>${Array.from({ length: 4 }, () => `<li><strong>${sentence(2)}</strong> ${sentence(8)}</li>`).join('')}</ul>`,
    `<pre><code class="language-c">if (${sentence(1)} &lt; ${pick(100)}) { return; }</code></pre>`,
    `<blockquote><p>${sentence(40)}</p></blockquote>`,
    `<p>${sentence(40)}<br><br>${sentence(20)} <em>${sentence(2)}</em>.</p>`,
    `<div class="feedflare"><a href="https://feeds.example.com/~ff/x?d=${index}"><img src="https://feeds.example.com/~ff/x?i=${index}" border="0"></a></div>`,
  ];
  return parts.join('\n');
}

/** Inputs on which some cleaner's time grows with the square of the size, or its stack overflows. */
export const slowInputs: ReadonlyMap<string, (size: number) => string> = new Map([
  ['nested boxes', (size: number) => '<div>'.repeat(size / 5)],
  ['nested formatting', (size: number) => '<b>'.repeat(size / 3)],
  [
    'formatting reopened in each paragraph',
    (size: number) => Array.from({ length: size / 24 }, (_, index) => `<p><font a${index}>x</p>`).join(''),
  ],
  ['tables in tables', (size: number) => '<table><tr><td>'.repeat(size / 15)],
  ['text thrown out of a table', (size: number) => `<table>${'<b>x</b>x'.repeat(size / 9)}`],
  [
    'one element, many attributes',
    (size: number) => `<p ${Array.from({ length: size / 8 }, (_, index) => `a${index}=1`).join(' ')}>`,
  ],
  ['many line breaks', (size: number) => 'a<br>'.repeat(size / 5)],
  ['left angle brackets', (size: number) => '<'.repeat(size)],
  ['foreign content', (size: number) => '<svg><p>'.repeat(size / 8)],
]);

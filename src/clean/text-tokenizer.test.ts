import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html as names, Parser, serialize } from 'parse5';
import { describe, expect, it } from 'vitest';
import { testRuns } from '../model/test-runs.test-kit.ts';
import { textTokenizer } from './text-tokenizer.ts';
import { vectors } from './vectors.test-kit.ts';

type Tree = DefaultTreeAdapterTypes.DocumentFragment;

/** What the library makes of a text inside a `div`, with its own tokenizer or with ours. */
function treeOf(html: string, whose: 'library' | 'ours'): Tree {
  const context = defaultTreeAdapter.createElement('div', names.NS.HTML, []);
  const parser = Parser.getFragmentParser<DefaultTreeAdapterTypes.DefaultTreeAdapterMap>(context, {
    scriptingEnabled: false,
  });
  if (whose === 'ours') parser.tokenizer = textTokenizer(parser);
  parser.tokenizer.write(html, true);
  return parser.getFragment();
}

/** Every node with its name, attributes and text: `serialize` alone would write some trees alike. */
function written(nodes: readonly DefaultTreeAdapterTypes.ChildNode[]): unknown {
  return nodes.map((node) => {
    if ('value' in node) return node.value;
    if (!('childNodes' in node)) return node.nodeName;
    const inside = 'content' in node ? written(node.content.childNodes) : undefined;
    return [node.tagName, node.namespaceURI, node.attrs, written(node.childNodes), inside];
  });
}

function expectSameTree(html: string): void {
  const ours = treeOf(html, 'ours');
  const theirs = treeOf(html, 'library');
  expect(written(ours.childNodes), JSON.stringify(html)).toEqual(written(theirs.childNodes));
  expect(serialize(ours)).toBe(serialize(theirs));
}

describe('text is read in runs', () => {
  it.each([
    ['words and blanks', 'one  two\n three\t<b> four </b> five'],
    ['line ends of all kinds', 'a\r\nb\rc\n\rd\r\r\ne\r'],
    ['references', 'a &amp; b &lt;c&gt; &copy &#x41; & &'],
    ['a line break behind pre', '<pre>\n\n a\n b</pre><pre>\nx</pre><pre> \n</pre><textarea>\nx</textarea>'],
    ['emoji', '😀a😀 😀<b>😀</b>&amp;😀\r😀'],
    ['halves of a pair', '\ud83d a \ude00 <b>\ud83d</b>\ude00'],
    ['characters that are replaced', 'a\0b \0 <b>\0c</b>'],
    ['text in a table', '<table> a <tr> b <td> c </td> d </table> e'],
    ['formatting that goes on', '<p><b><i>a</p> b <p> c </i> d </b> e'],
    ['other vocabularies', '<svg> a <title> b </title> \0 </svg> c <math> d <mi> e </mi></math>'],
    ['lists of choices and templates', '<select> a <option> b </select><template> c <td> d </template> e'],
    ['frames and heads', '<frameset> a <frame> </frameset> b <head> c </head><body> d </body> e </html> f'],
    [
      'raw text',
      '<script> a < b </script> <style> c </style><noscript> d <b> e </noscript><plaintext> f </b>',
    ],
    ['a long text', `<p>${'word '.repeat(20_000)}<b>${'\r\n'.repeat(40_000)}</b> end`],
  ])('the same tree of %s', (_case, html) => {
    expectSameTree(html);
  });

  it('the same tree of every vector', () => {
    for (const { text } of vectors) expectSameTree(text);
  });

  it('the same tree of anything', () => {
    const piece = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          ...'a|b c|  |\n|\r|\r\n|\0|&amp;|&|&not|<|</|>|😀|\ud83d|\f|\t|=|"|!--'.split('|'),
        ),
      },
      {
        weight: 3,
        arbitrary: fc
          .tuple(
            fc.constantFrom('<', '</'),
            fc.constantFrom(
              ...'p b i a pre div table tr td th caption colgroup select option svg math mi title textarea template style'.split(
                ' ',
              ),
              ...'script li h1 br form button body head html frameset noscript iframe object ruby rt foreignObject'.split(
                ' ',
              ),
            ),
            fc.constantFrom('>', ' x=1>', '/>', ' '),
          )
          .map((parts) => parts.join('')),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
    );
    const texts = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(fc.property(texts, expectSameTree), { numRuns: testRuns({ quick: 1000, full: 20_000 }) });
  });
});

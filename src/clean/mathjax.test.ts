import { expect, it } from 'vitest';
import { cleanHtml } from './clean-html.ts';

const character = (code: string): string => `<mjx-c class="mjx-c${code} TEX-I"></mjx-c>`;
const token = (name: string, code: string): string => `<mjx-${name}>${character(code)}</mjx-${name}>`;
const [x, two, sum] = [token('mi', '1D465'), token('mn', '32'), token('mo', '2211')];
const fraction = (over: string, under: string): string =>
  `<mjx-mfrac><mjx-frac><mjx-num><mjx-nstrut></mjx-nstrut>${over}</mjx-num><mjx-dbox><mjx-dtable><mjx-line></mjx-line>` +
  `<mjx-row><mjx-den>${under}</mjx-den></mjx-row></mjx-dtable></mjx-dbox></mjx-frac></mjx-mfrac>`;
const html = (inside: string): string =>
  `<mjx-container jax="CHTML"><mjx-math aria-hidden="true">${inside}</mjx-math></mjx-container>`;
const group = (name: string, inside: string, place = ''): string =>
  `<g data-mml-node="${name}"${place}>${inside}</g>`;
const path = (name: string, code: string, place?: string): string =>
  group(name, `<path data-c="${code}" d="M1 1"></path>`, place);
const svg = (inside: string): string =>
  `<mjx-container jax="SVG"><svg><g fill="red">${group('math', inside)}</g></svg></mjx-container>`;

it.each([
  [
    'a fraction in one',
    html(fraction(fraction(two, x), x)),
    '<mfrac><mrow><mfrac><mrow><mn>2</mn></mrow><mrow><mi>x</mi></mrow></mfrac></mrow><mrow><mi>x</mi></mrow></mfrac>',
  ],
  [
    'a power',
    html(`<mjx-msup>${x}<mjx-script>${two}</mjx-script></mjx-msup>`),
    '<msup><mrow><mi>x</mi></mrow><mrow><mn>2</mn></mrow></msup>',
  ],
  [
    'two scripts',
    html(`<mjx-msubsup>${sum}<mjx-script>${x}<mjx-spacer></mjx-spacer>${two}</mjx-script></mjx-msubsup>`),
    '<msubsup><mrow><mo>∑</mo></mrow><mrow><mn>2</mn></mrow><mrow><mi>x</mi></mrow></msubsup>',
  ],
  [
    'limits',
    html(
      `<mjx-munderover><mjx-over>${x}</mjx-over><mjx-box><mjx-munder><mjx-row><mjx-base>${sum}</mjx-base></mjx-row><mjx-row><mjx-under>${two}</mjx-under></mjx-row></mjx-munder></mjx-box></mjx-munderover>`,
    ),
    '<munderover><mrow><mo>∑</mo></mrow><mrow><mn>2</mn></mrow><mrow><mi>x</mi></mrow></munderover>',
  ],
  [
    'a root',
    html(
      `<mjx-msqrt><mjx-sqrt><mjx-surd>${token('mo', '221A')}</mjx-surd><mjx-box>${x}</mjx-box></mjx-sqrt></mjx-msqrt>`,
    ),
    '<msqrt><mrow><mi>x</mi></mrow></msqrt>',
  ],
  [
    'what stands beside the drawing',
    `<mjx-container><mjx-math aria-hidden="true">${x}</mjx-math><mjx-assistive-mml><math><mi>x</mi></math></mjx-assistive-mml></mjx-container>`,
    '<mi>x</mi>',
  ],
  ['characters of version 4', html('<mjx-mi><mjx-c class="mjx-c78">x</mjx-c></mjx-mi>'), '<mi>x</mi>'],
  [
    'scripts of paths',
    svg(
      group(
        'msubsup',
        path('mo', '2211') +
          path('mi', '1D465', ' transform="translate(1,4)"') +
          path('mn', '32', ' transform="translate(1,-3.5)"'),
      ),
    ),
    '<msubsup><mrow><mo>∑</mo></mrow><mrow><mn>2</mn></mrow><mrow><mi>x</mi></mrow></msubsup>',
  ],
  [
    'a root of paths',
    svg(group('msqrt', `<g>${path('mi', '1D465')}</g>${path('mo', '221A')}<rect></rect>`)),
    '<msqrt><mi>x</mi></msqrt>',
  ],
  ['marks of HTML', html(`<mjx-mo>${character('3C')}<img src=x onerror=alert(1)></mjx-mo>`), '<mo>&lt;</mo>'],
])('reads a formula that MathJax drew: %s', (_case, drawn, math) => {
  const cleaned = cleanHtml(`<p>a ${drawn} b</p>`);
  expect(cleaned).toBe(`<p>a <math>${math}</math> b</p>`);
  expect(cleanHtml(cleaned)).toBe(cleaned);
});

it('shows the source of a formula that the drawing without its styles would falsify', () => {
  const drawn = (label: string): string =>
    `<p><span class="mjx-math" aria-label="${label}"><span>13</span></span></p>`;
  expect(cleanHtml(drawn('\\frac{1}{3}'))).toBe('<p><code>\\frac{1}{3}</code></p>');
  expect(cleanHtml(drawn('13'))).toBe('<p>13</p>');
});

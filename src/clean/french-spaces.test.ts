import { describe, expect, it } from 'vitest';
import type { SafeHtml } from '../model/types.ts';
import { frenchSpaces, frenchSpacesIn } from './french-spaces.ts';

const shown = (text: string): string => text.replaceAll('\u00a0', '~').replaceAll('\u202f', '_');

describe('spaces of French', () => {
  it.each([
    ['Halyard : l’obligation', 'Halyard~: l’obligation'],
    ['« Rien », dit-elle ; et puis ? Quoi !', '«~Rien~», dit-elle_; et puis_? Quoi_!'],
    ['Vraiment ?!', 'Vraiment_?!'],
    ['À 14:20, sans espace: rien', 'À 14:20, sans espace: rien'],
    ['Merci :-) et à demain ;)', 'Merci :-) et à demain ;)'],
    ['Déjà\u202f: fait', 'Déjà_: fait'],
    ['', ''],
  ])('of %j do not break', (text, expected) => {
    expect(shown(frenchSpaces(text))).toBe(expected);
  });

  it.each([
    ['<p title="a : b">Oui : non</p>', '<p title="a : b">Oui~: non</p>'],
    ['<pre><code>a ? b : c</code></pre><p>Quoi ?</p>', '<pre><code>a ? b : c</code></pre><p>Quoi_?</p>'],
    ['<p>Le <code>x ? y</code> : rien</p>', '<p>Le <code>x ? y</code>~: rien</p>'],
  ])('stand outside tags and code in %j', (html, expected) => {
    expect(shown(frenchSpacesIn(html as SafeHtml))).toBe(expected);
  });
});

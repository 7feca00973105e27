import { describe, expect, it } from 'vitest';
import { withParts } from './template-parts.ts';

function whole(texts: Readonly<Record<string, string>>): ReturnType<typeof withParts> {
  return withParts('page.njk', (name) => texts[name] ?? '');
}

describe('withParts', () => {
  it('puts parts into a template, and theirs into them', () => {
    const { text, parts } = whole({
      'page.njk': 'a {% include "partials/b.njk" %} {% include "partials/b.njk" %}',
      'partials/b.njk': 'b{% include "partials/c.njk" %}',
      'partials/c.njk': 'c',
    });
    expect(text).toBe('a {##}b{##}c{##}{##} {##}b{##}c{##}{##}');
    expect(parts).toEqual(['partials/b.njk', 'partials/c.njk']);
  });

  it('leaves rows of items and slots of the publisher where they are', () => {
    const text = '{% include "partials/slotted-item.njk" %}{% include "slots/footer.njk" %}';
    expect(whole({ 'page.njk': text })).toEqual({ text, parts: [] });
  });
});

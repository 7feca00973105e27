import type { Attributes } from './images.ts';

/** How highlighters name the language of code: in a class, as HTML recommends, or in a data attribute. */
const classPatterns: readonly RegExp[] = [
  /(?:^|\s)(?:language|lang)-([\w+#.-]{1,30})(?=\s|$)/i,
  /(?:^|\s)highlight-source-([\w+#.-]{1,30})(?=\s|$)/i,
  /(?:^|\s)brush:\s*([\w+#-]{1,30})/i,
  /(?:^|\s)sourceCode\s+([\w+#-]{1,30})(?=\s|$)/,
];

/** A language's name as highlighters write it, lower case: `c++`, `typescript`, `objective-c`. */
const name = /^[a-z0-9][a-z0-9+#._-]{0,29}$/;

/** @see https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-code-element */
export function codeLanguage(attrs: Attributes): string | undefined {
  const classes = attrs.get('class') ?? '';
  const fromClass = classPatterns
    .map((pattern) => pattern.exec(classes)?.[1])
    .find((found) => found !== undefined);
  const language = (attrs.get('data-language') ?? attrs.get('data-lang') ?? fromClass)?.trim().toLowerCase();
  return language !== undefined && name.test(language) && language !== 'none' ? language : undefined;
}

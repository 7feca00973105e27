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

/** `lang` of code: its language where that is none that people speak, `bash`, or one that is seldom meant, `js`. */
const ofCode =
  /^(?:[a-z+#]{4,20}|c|cpp|cs|css|go|ini|js|json|jsx|php|ps1|py|r|rb|rs|scss|sh|sql|toml|ts|tsx|vb|vim|xml|yml)$/i;

/** Whether `lang` names the language of code, as some programs use it, and not one that people speak. */
export const isOfCode = (lang: string): boolean => ofCode.test(lang.trim());

/** @see https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-code-element */
export function codeLanguage(attrs: Attributes): string | undefined {
  const classes = attrs.get('class') ?? '';
  const fromClass = classPatterns
    .map((pattern) => pattern.exec(classes)?.[1])
    .find((found) => found !== undefined);
  const lang = attrs.get('lang');
  const named = attrs.get('data-language') ?? attrs.get('data-lang') ?? fromClass;
  const language = (named ?? (isOfCode(lang ?? '') ? lang : undefined))?.trim().toLowerCase();
  return language !== undefined && name.test(language) && language !== 'none' ? language : undefined;
}

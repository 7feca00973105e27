/** What a language tag says of writing: Chinese is one language in two scripts. */
export interface LikelySubtags {
  /** Primary subtag, in lower case: `zh` of `zh-TW`. */
  readonly language: string;
  /** ISO 15924: `Hant` of `zh-TW`, `Latn` of `pl`. Empty where the tag is none, or nobody knows. */
  readonly script: string;
}

/** Items ask for the same few tags again and again; feeds may name any number of them. */
const maxRemembered = 1000;
const known = new Map<string, LikelySubtags>();

/** Language and script of a BCP 47 tag, by CLDR's likely subtags where the tag does not say them. Never throws. */
export function likelySubtags(tag: string): LikelySubtags {
  const found = known.get(tag) ?? lookUp(tag);
  if (known.size < maxRemembered) known.set(tag, found);
  return found;
}

function lookUp(tag: string): LikelySubtags {
  try {
    const { language, script = '' } = new Intl.Locale(tag).maximize();
    return { language, script };
  } catch {
    return { language: tag.split('-')[0]?.toLowerCase() ?? '', script: '' };
  }
}

/** Whether two tags name one language in one script: `fr` and `fr-CA` do, `zh-CN` and `zh-TW` do not. */
export function isWrittenAlike(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [likelySubtags(one), likelySubtags(other)];
  return a.language === b.language && a.script === b.script;
}

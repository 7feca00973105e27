import { remembered } from './remember.ts';

/** What a language tag says of writing: Chinese is one language in two scripts. */
export interface LikelySubtags {
  /** Primary subtag, in lower case: `zh` of `zh-TW`. */
  readonly language: string;
  /** ISO 15924: `Hant` of `zh-TW`, `Latn` of `pl`. Empty where the tag is none, or nobody knows. */
  readonly script: string;
}

function readTag(tag: string): LikelySubtags {
  try {
    const { language, script = '' } = new Intl.Locale(tag).maximize();
    return { language, script };
  } catch {
    return { language: tag.split('-')[0]?.toLowerCase() ?? '', script: '' };
  }
}

/** Language and script of a BCP 47 tag, by CLDR's likely subtags where the tag does not say them. Never throws. */
export const likelySubtags = remembered(readTag, 1000);

function isTag(tag: string): boolean {
  try {
    return new Intl.Locale(tag).language !== '';
  } catch {
    return false;
  }
}

/** Whether a text has the form of a language tag (BCP 47, section 2.1): `rss-0` and `en-` have not. Never throws. */
export const isLanguageTag = remembered(isTag, 1000);

/** Whether two tags name one language in one script: `fr` and `fr-CA` do, `zh-CN` and `zh-TW` do not. */
export function isWrittenAlike(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [likelySubtags(one), likelySubtags(other)];
  return a.language === b.language && a.script === b.script;
}

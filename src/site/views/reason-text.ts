import type { StoryReason } from '../../digest/index.ts';
import type { Site } from '../site.ts';

function listOf(words: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
}

/** Why an item belongs to its story, in the words of the interface. */
export function reasonText(reason: StoryReason, { t, language }: Pick<Site, 't' | 'language'>): string {
  switch (reason.kind) {
    case 'first':
      return t('reasonFirst');
    case 'editor':
      return t('reasonEditor');
    case 'same-page':
      return t('reasonSamePage');
    case 'links-to-it':
      return t('reasonLinks');
    case 'same-title':
      return t('reasonSameTitle');
    case 'names':
      return t('reasonNames', { names: listOf(reason.words, language) });
    case 'words':
      return t('reasonWords', { words: listOf(reason.words, language) });
  }
}

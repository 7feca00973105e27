import type { StoryReason } from '../../digest/index.ts';
import type { Site } from '../site.ts';

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
    case 'words':
      return t('reasonWords', {
        words: new Intl.ListFormat(language, { type: 'conjunction' }).format(reason.words),
      });
  }
}

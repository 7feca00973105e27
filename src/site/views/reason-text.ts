import type { StoryReason } from '../../digest/index.ts';
import type { Site } from '../site.ts';

/** Why an item belongs to its story, in the words of the interface. */
export function reasonText(reason: StoryReason, { t, list }: Pick<Site, 't' | 'list'>): string {
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
      return t('reasonNames', { names: list(reason.words) });
    case 'words':
      return t('reasonWords', { words: list(reason.words) });
  }
}

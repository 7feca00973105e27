import { activityOf } from '../content/activity.ts';
import type { Site } from '../site.ts';
import { activityText } from './activity-text.ts';
import type { LinkView } from './edition-view.ts';
import { type PortraitView, portraitView } from './portrait-view.ts';
import { reportLink } from './sources-view.ts';
import { type Sparkline, sparkOf } from './sparkline.ts';

/** Who is behind a source, and how it fares: the variable `member` of `pages/source.njk`. */
export interface MemberView {
  readonly portrait: PortraitView;
  /** The feed's own title, where the source is named by somebody's name. */
  readonly feedTitle: string | undefined;
  readonly feed: string | undefined;
  /** `8 a week`, or `silent since March 2018`. */
  readonly activity: string | undefined;
  readonly spark: Sparkline | undefined;
  /** Why a post may be missing. */
  readonly why: string;
  /** Where somebody says that something is missing or wrong. */
  readonly report: LinkView | undefined;
}

export function memberView(id: string, site: Site): MemberView | undefined {
  const source = site.sources.get(id);
  if (source === undefined) return undefined;
  const activity = activityOf(id, site);
  return {
    portrait: portraitView(source, site),
    feedTitle: source.feedTitle,
    feed: source.feedUrl,
    activity: activityText(activity, site),
    spark: activity.silentSince === undefined ? sparkOf('perMonthSeries', activity.months, site) : undefined,
    why: site.href('/sources/#missing'),
    report: reportLink(site),
  };
}

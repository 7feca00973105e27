/** What a publisher needs around a digest: finding feeds, judging them, and the files of hosts. Pure. */
export { bestFirst, type Candidate, isCommentsFeed, typicalOf, usualAddresses } from './candidates.ts';
export type { Again, Delivery, Finding, Observation } from './review/observation.ts';
export { type Review, reviewFeed } from './review/review.ts';
export {
  fillTemplate,
  type Host,
  hosts,
  hostTitles,
  minuteOf,
  restoresFromSite,
  type StarterFile,
  starterFiles,
  starterValues,
  welcomeFile,
} from './starter.ts';

/** What a publisher needs around a digest: finding feeds, judging them, and the files of hosts. Pure. */
export {
  bestFirst,
  type Candidate,
  isCommentsFeed,
  textsOf,
  typicalOf,
  usualAddresses,
} from './candidates.ts';
export { dataHomesOf, dataTitles, ignoresData } from './data-home.ts';
export { hosts, hostTitles } from './hosts.ts';
export { feedOfPage } from './known-places.ts';
export type { Again, Finding, Observation } from './review/observation.ts';
export { type Review, reviewFeed } from './review/review.ts';
export {
  fillTemplate,
  type StarterAnswers,
  type StarterFile,
  starterFiles,
  starterValues,
  welcomeFile,
} from './starter.ts';

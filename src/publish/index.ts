/** What a publisher needs around a digest: finding feeds, judging them, and the files of hosts. Pure. */
export { bestFirst, type Candidate, isCommentsFeed, typicalOf, usualAddresses } from './candidates.ts';

export { type Download, type DownloadContext, downloadAll } from './download.ts';
export type { StepAnswer } from './exchange.ts';
export { FAULTS } from './fault-table.ts';
export { fetchAll } from './fetch-all.ts';
export { readSiteFile } from './file-feed.ts';
export { feedsInLinkHeader } from './link-header.ts';
export { parseFeedState, parseSchedule } from './parse-state.ts';
export { httpDateMs, makeProber, type Probe, type ProbeContext, type Prober, validatorsIn } from './probe.ts';
export { showAddress } from './problem.ts';
export { PAGE_ACCEPT } from './request-headers.ts';
export { type Acceptance, acceptBody, refuseBody } from './settle.ts';
export { parseSettlement, settlementJson } from './settlement-json.ts';
export type { DueReason, FailureStreak, FeedState, Transition, Validators } from './state.ts';
export { type FailureGroup, groupFailures } from './summary.ts';
export { type FeedWindow, windowOf } from './turnover.ts';
export type {
  FailedResult,
  FailureCause,
  FetchContext,
  FetchJob,
  FetchResult,
  FreshResult,
  Progress,
  Resolve,
  ResolvedAddress,
  TransportLimits,
  UnchangedResult,
  WaitingResult,
  WaitReason,
} from './types.ts';
export { makeUserAgent } from './user-agent.ts';

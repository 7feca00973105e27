export { type Download, type DownloadContext, downloadAll } from './download.ts';
export { FAULTS } from './fault-table.ts';
export { fetchAll } from './fetch-all.ts';
export { readSiteFile } from './file-feed.ts';
export type { StepAnswer } from './http/exchange.ts';
export { feedsInLinkHeader } from './http/link-header.ts';
export { PAGE_ACCEPT } from './http/request-headers.ts';
export { makeUserAgent } from './http/user-agent.ts';
export { httpDateMs, makeProber, type Probe, type ProbeContext, type Prober, validatorsIn } from './probe.ts';
export { showAddress } from './problem.ts';
export { parseFeedState, parseSchedule } from './schedule/parse-state.ts';
export { type Acceptance, acceptBody, refuseBody } from './schedule/settle.ts';
export { parseSettlement, settlementJson } from './schedule/settlement-json.ts';
export type { DueReason, FailureStreak, FeedState, Transition, Validators } from './schedule/state.ts';
export { type FeedWindow, windowOf } from './schedule/turnover.ts';
export { type FailureGroup, groupFailures } from './summary.ts';
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

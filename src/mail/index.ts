export { type DeliveryReport, deliver } from './deliver.ts';
export { hasMailLibrary } from './has-library.ts';
export { LedgerDamaged, openLedger } from './ledger.ts';
export type { Letter } from './message.ts';
export { parseRecipients, type RecipientList } from './recipients.ts';
export { type MailServer, openSession, parseMailServer } from './smtp.ts';

/** How editions are sent by mail. Addresses are as in a mail's head: `Name <a@example.org>`. */
export interface MailSettings {
  readonly from: string;
  /** A file in the site folder with one address a line, or the addresses. */
  readonly to?: string | readonly string[];
  readonly replyTo?: string;
  /** `https:` or `mailto:`; `{address}` stands for the reader's own. */
  readonly unsubscribe?: string;
  readonly every: 'day' | 'week' | 'month';
  readonly perMinute?: number;
}

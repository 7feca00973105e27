import { optional } from '../model/optional.ts';

/** Whether the library that writes and sends messages is installed: digests that send none do without. */
export async function hasMailLibrary(): Promise<boolean> {
  return (await optional(() => import('nodemailer/lib/smtp-connection'))) !== undefined;
}

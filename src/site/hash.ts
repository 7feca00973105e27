import { hash } from 'node:crypto';

/** A short hash of a file's content, for addresses that may be cached permanently. */
export function fileHash(content: string | Uint8Array): string {
  return hash('sha256', content, 'base64url').slice(0, 10);
}

/** The first characters of a SHA-256: enough to tell the states of one thing apart. */
export function shortHash(text: string | Uint8Array): string {
  return hash('sha256', text, 'base64url').slice(0, 16);
}

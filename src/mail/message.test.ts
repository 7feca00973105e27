import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { composeMessage, type Letter } from './message.ts';

const letter: Letter = {
  edition: '2026-05-18',
  subject: 'Der Morgen: Montag, 18. Mai 2026 — ☕',
  html: '<p>été {address}</p><p><a href="https://example.org/leave?a={address}">x</a></p>',
  text: 'Überschrift {address}\n',
  language: 'de',
  from: 'Der Morgen <news@example.org>',
  replyTo: 'editor@example.org',
  unsubscribe: 'https://example.org/leave?a={address}',
  unsubscribeLabel: 'Abbestellen',
  host: 'example.org',
  listName: 'Der <Morgen>\r\nBcc: x@example.org',
};
const to = { address: 'o’hara+1@example.org', name: 'Ó Hara\r\nBcc: evil@example.org' };
const date = new Date('2026-05-19T06:00:00Z');

async function parsed(changes: Partial<Letter> = {}) {
  const bytes = await composeMessage({ letter: { ...letter, ...changes }, to, mark: 'ab12', date });
  return { raw: bytes.toString('utf8'), mail: await simpleParser(bytes) };
}

describe('composeMessage', () => {
  it('carries text and HTML, subject and sender, in any script', async () => {
    const { mail } = await parsed();
    expect(mail.subject).toBe(letter.subject);
    expect(mail.from?.text).toBe('"Der Morgen" <news@example.org>');
    expect(mail.replyTo?.text).toBe('editor@example.org');
    expect(mail.text).toContain('Überschrift');
    expect(mail.html).toContain('été');
    expect(mail.messageId).toBe('<2026-05-18.ab12@example.org>');
    expect(mail.date).toEqual(date);
  });

  it('puts the reader’s address into the last place only: an item could hold one too', async () => {
    const { mail } = await parsed();
    const address = encodeURIComponent(to.address);
    expect(mail.html).toBe(
      `<p>été {address}</p><p><a href="https://example.org/leave?a=${address}">x</a></p>`,
    );
    expect(mail.text).toContain('Überschrift {address}');
    expect(mail.text).toContain(`Abbestellen: https://example.org/leave?a=${address}`);
  });

  it('says how to leave the list in the head, by one click where that is a page', async () => {
    const { mail, raw } = await parsed();
    expect(raw.replace(/\r\n /g, ' ')).toContain(
      `List-Unsubscribe: <https://example.org/leave?a=${encodeURIComponent(to.address)}>`,
    );
    expect(mail.headers.get('list')).toBeDefined();
    expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect((await parsed({ unsubscribe: 'mailto:leave@example.org' })).raw).not.toContain('One-Click');
  });

  it('lets no name or title begin a header', async () => {
    const { raw } = await parsed({ subject: 'x\r\nBcc: evil@example.org' });
    expect(raw.split('\r\n\r\n')[0]).not.toMatch(/^Bcc:/im);
  });

  it.each(['Le Journal', 'Café du matin', '朝の便り', 'أخبار الصباح'])(
    'names the list in plain letters, whatever its title: %s',
    async (listName) => {
      const { raw } = await parsed({ listName });
      const head = raw.split('\r\n\r\n')[0]?.replaceAll(/\r\n[ \t]+/g, ' ') ?? '';
      const [, phrase = ''] = /^List-Id: ([ -~]+) <daybook\.example\.org>$/im.exec(head) ?? [];
      const name = phrase.replace(/=\?UTF-8\?B\?([^?]*)\?=/i, (_word, base64) =>
        Buffer.from(base64, 'base64').toString(),
      );
      expect(name.replace(/^"(.*)"$/, '$1')).toBe(listName);
    },
  );

  it('reads no file and no address that a text names', async () => {
    const { mail } = await parsed({ html: '<img src="file:///etc/passwd">{address}' });
    expect(mail.attachments).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRecipients, recipientMark } from './recipients.ts';

describe('parseRecipients', () => {
  it.each([
    ['a bare address', 'ada@example.org', { address: 'ada@example.org' }],
    ['a name before it', 'Ada Byron <ada@example.org>', { address: 'ada@example.org', name: 'Ada Byron' }],
    [
      'a name in quotes',
      '"Byron, Ada" <ada@example.org>',
      { address: 'ada@example.org', name: 'Byron, Ada' },
    ],
    ['a domain in capitals', 'Ada@EXAMPLE.org', { address: 'Ada@example.org' }],
    ['a domain in another script', 'ada@bücher.example', { address: 'ada@xn--bcher-kva.example' }],
    ['a local part with signs', 'ada+news.2@example.org', { address: 'ada+news.2@example.org' }],
    ['spaces around it', '\t ada@example.org  ', { address: 'ada@example.org' }],
  ])('reads %s', (_case, line, recipient) => {
    expect(parseRecipients(line)).toEqual({ recipients: [recipient], unreadable: [] });
  });

  it.each([
    ['no address', 'ada'],
    ['two in a line', 'ada@example.org, bo@example.org'],
    ['no host', 'ada@'],
    ['no local part', '@example.org'],
    ['a host with a slash', 'ada@example.org/x'],
    ['a command of the protocol', 'ada@example.org> RCPT TO:<bo@example.org'],
    ['a local part that is too long', `${'a'.repeat(65)}@example.org`],
  ])('names the line of %s', (_case, line) => {
    expect(parseRecipients(`# list\n${line}`)).toEqual({ recipients: [], unreadable: [2] });
  });

  it('passes over empty lines and remarks, and takes each address once', () => {
    const text =
      '\ufeff# readers\r\n\r\na@example.org\rB <A@EXAMPLE.org>\n  # b@example.org\nc@example.org\n';
    expect(parseRecipients(text).recipients.map(({ address }) => address)).toEqual([
      'a@example.org',
      'c@example.org',
    ]);
  });

  it('never gives an address that could end a line or a bracket of the protocol', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        for (const { address, name } of parseRecipients(`${text}\nx ${text} <a${text}@b.example>`).recipients)
          expect(`${address}${name ?? ''}`).not.toMatch(/[\r\n\0]/);
        for (const { address } of parseRecipients(text).recipients) expect(address).not.toMatch(/[<>\s]/);
      }),
    );
  });
});

describe('recipientMark', () => {
  it('tells readers and editions apart, whatever the case, and holds no address', () => {
    const mark = recipientMark('2026-05-18', { address: 'ada@example.org' });
    expect(mark).toMatch(/^[0-9a-f]{32}$/);
    expect(recipientMark('2026-05-18', { address: 'Ada@example.org' })).toBe(mark);
    expect(recipientMark('2026-05-19', { address: 'ada@example.org' })).not.toBe(mark);
    expect(recipientMark('2026-05-18', { address: 'bo@example.org' })).not.toBe(mark);
  });
});

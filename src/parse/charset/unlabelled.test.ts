import { describe, expect, it } from 'vitest';
import { parseFeed } from '../index.ts';
import { charsetLibrary } from '../libraries.ts';

/** A feed of some sentences, in an encoding that nothing in it names. */
function titleIn(encoding: string, sentences: readonly string[], language = ''): string | undefined {
  const items = sentences.map((one) => `<item><title>${one}</title><description>${one}</description></item>`);
  const head = `<title>${sentences[0]}</title>${language === '' ? '' : `<language>${language}</language>`}`;
  const xml = `<rss version="2.0"><channel>${head}${items.join('')}</channel></rss>`;
  const result = parseFeed(charsetLibrary().encode(xml, encoding), { url: 'https://one.example/f' });
  return 'feed' in result ? result.feed.title : undefined;
}

const japanese = ['橋がまた開きました。', '雨のためバスが遅れています。', 'ニュースは夕方に出ます。'];
const chinese = [
  '大桥今天重新开放。',
  '因为下雨，公交车晚点了。',
  '市长说明年还要修一条路。',
  '新闻在晚上发布。',
];
const traditional = [
  '大橋今天重新開放。',
  '因為下雨，公車誤點了。',
  '市長說明年還要修一條路。',
  '新聞在晚上發布。',
];
const korean = ['다리가 오늘 다시 열렸습니다.', '비 때문에 버스가 늦었습니다.', '소식은 저녁에 나옵니다.'];
const russian = [
  'Мост сегодня снова открыт.',
  'Из-за дождя автобусы опаздывают.',
  'Новости выходят вечером.',
];
const french = [
  'Le pont est rouvert à la circulation.',
  'La météo a retardé les autobus là-bas.',
  'Voilà où ça mène.',
];
const german = ['Größere Brücken für Mühlhausen.', 'Äußerst spät: Busse müssen warten.', 'Schöne Grüße.'];

describe('bytes that no label explains', () => {
  it.each([
    ['shift_jis', japanese],
    ['euc-jp', japanese],
    ['gbk', chinese],
    ['big5', traditional],
    ['euc-kr', korean],
    ['windows-1251', russian],
    ['koi8-r', russian],
    ['windows-1252', french],
    ['windows-1252', german],
  ])('are read as %s', (encoding, sentences) => {
    expect(titleIn(encoding, sentences)).toBe(sentences[0]);
  });

  it.each([
    ['euc-jp', japanese, 'ja'],
    ['gbk', traditional, 'zh-tw'],
    ['koi8-r', russian, 'ru'],
    [
      'iso-8859-2',
      ['Most znów otwarty, mówią ślusarze.', 'Zażółć gęślą jaźń.', 'Świeże wieści są jutro.'],
      'pl',
    ],
    [
      'windows-1250',
      ['Most znów otwarty, mówią ślusarze.', 'Zażółć gęślą jaźń.', 'Świeże wieści są jutro.'],
      'pl',
    ],
  ])('are read as %s in a language that has other encodings, too', (encoding, sentences, language) => {
    expect(titleIn(encoding, sentences, language)).toBe(sentences[0]);
  });
});

describe('a document whose server says ISO-8859-1 of all that it sends', () => {
  const titleOf = (encoding: string, text: string): string | undefined => {
    const xml = `<?xml version="1.0" encoding="${encoding}"?><rss version="2.0"><channel><title>${text}</title></channel></rss>`;
    const result = parseFeed(charsetLibrary().encode(xml, encoding), {
      url: 'https://one.example/f',
      contentType: 'text/xml; charset=ISO-8859-1',
    });
    return 'feed' in result ? result.feed.title : undefined;
  };
  it.each([
    ['windows-1251', 'Мост снова открыт'],
    ['shift_jis', '橋がまた開きました'],
    ['gbk', '大桥今天重新开放'],
  ])('is read as its own label says, where the bytes bear that out: %s', (encoding, text) => {
    expect(titleOf(encoding, text)).toBe(text);
  });

  it('is ISO-8859-1 where they do not', () => {
    const xml =
      '<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><title>Caf\xe9</title></channel></rss>';
    const source = { url: 'https://one.example/f', contentType: 'text/xml; charset=ISO-8859-1' };
    const result = parseFeed(Buffer.from(xml, 'latin1'), source);
    expect('feed' in result && result.feed.title).toBe('Café');
  });
});

it('the Cyrillic of old Macintoshs is known', () => {
  const letters = Uint8Array.from([0x8c, 0xee, 0xf1, 0xf2]);
  const xml = Buffer.concat([
    Buffer.from('<?xml version="1.0" encoding="x-mac-cyrillic"?><rss version="2.0"><channel><title>'),
    letters,
    Buffer.from('</title></channel></rss>'),
  ]);
  const result = parseFeed(xml, { url: 'https://one.example/f' });
  expect('feed' in result && result.feed.title).toBe('Мост');
});

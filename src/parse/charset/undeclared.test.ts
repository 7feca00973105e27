import { describe, expect, it } from 'vitest';
import { charsetLibrary } from '../libraries.ts';
import { decodeDocument } from './decode-document.ts';

const texts: Readonly<Record<string, string>> = {
  Korean: '오늘 아침 서울에는 비가 내렸고, 시장은 새 다리를 열었다. 많은 사람이 강을 건너 출근한다.',
  'simplified Chinese': '今天上午市政府宣布，新的图书馆将于明年开放，读者可以在那里阅读各种报纸和杂志。',
  'traditional Chinese': '今天上午市政府宣布，新的圖書館將於明年開放，讀者可以在那裡閱讀各種報紙和雜誌。',
  Japanese:
    '今朝の市役所の発表によると、あたらしい図書館は来年ひらかれ、ニュースや雑誌をよめるようになります。',
  Hebrew: 'הספרייה החדשה של העיר תיפתח בשנה הבאה, והקוראים יוכלו לקרוא בה עיתונים מכל העולם.',
  Arabic: 'ستفتح مكتبة المدينة الجديدة في العام القادم، ويمكن للقراء أن يقرأوا فيها صحف العالم.',
  Greek: 'Η νέα βιβλιοθήκη της πόλης ανοίγει του χρόνου και οι αναγνώστες θα διαβάζουν εκεί εφημερίδες.',
  Thai: 'หอสมุดแห่งใหม่ของเมืองจะเปิดในปีหน้าและผู้อ่านสามารถอ่านหนังสือพิมพ์จากทั่วโลกได้ที่นั่น',
  Russian: 'Новая городская библиотека откроется в будущем году, и читатели смогут читать там газеты.',
  Polish:
    'Nowa biblioteka zostanie otwarta w przyszłym roku, a czytelnicy będą mogli czytać w niej książki, gazety i źródła. Wstęp będzie wolny także dla młodzieży.',
  Turkish:
    'Şehrin yeni kütüphanesi önümüzdeki yıl açılacak ve okurlar orada gazeteleri ve ışıklı dergileri okuyabilecek.',
  French:
    'L’été dernier, la bibliothèque a été rénovée ; « ça va mieux », dit l’élève qui préfère Noël à l’hiver.',
  German:
    'Die neue Bücherei öffnet nächstes Jahr für alle; schöne Grüße von den Schülern außerhalb, „süß“ heißt es.',
  Spanish:
    '¿Cuándo abrirá la biblioteca? Mañana, dijo el niño; también habrá más periódicos aquí, según la dueña.',
  Icelandic:
    'Veðrið er oft kalt og blautt, en fólkið er vant því. Þau fóru út á sjó í gær og veiddu þorsk og ýsu.',
  Croatian:
    'Jučer smo išli u kazalište, žene su plesale, djeca su pjevala; šišmiš, žaba i đak čekaju večeru. Sljedeći će tjedan biti još ljepše.',
  Danish: 'Det nye bibliotek åbner næste år, og læserne får både aviser, bøger og tidsskrifter på gågaden.',
};

/** What the text becomes as a document that names no character set. */
function roundTrip(text: string, encoding: string): string {
  return decodeDocument(charsetLibrary().encode(`<p>${text}</p>`, encoding)).text.slice(3, -4);
}

describe('a document that names neither character set nor language', () => {
  it.each([
    ['Korean', 'euc-kr'],
    ['simplified Chinese', 'gbk'],
    ['traditional Chinese', 'big5'],
    ['Japanese', 'euc-jp'],
    ['Japanese', 'shift_jis'],
    ['Hebrew', 'windows-1255'],
    ['Arabic', 'windows-1256'],
    ['Arabic', 'iso-8859-6'],
    ['Greek', 'windows-1253'],
    ['Thai', 'windows-874'],
    ['Russian', 'windows-1251'],
    ['Russian', 'koi8-r'],
    ['Russian', 'iso-8859-5'],
    ['Russian', 'ibm866'],
    ['Polish', 'windows-1250'],
    ['Polish', 'iso-8859-2'],
    ['Turkish', 'windows-1254'],
    ['French', 'windows-1252'],
    ['French', 'macintosh'],
    ['German', 'windows-1252'],
    ['Spanish', 'windows-1252'],
    ['Danish', 'windows-1252'],
    ['Icelandic', 'windows-1252'],
    ['Croatian', 'windows-1250'],
  ])('is read in %s of %s', (language, encoding) => {
    const text = charsetLibrary().decode(charsetLibrary().encode(texts[language] ?? '', encoding), encoding);
    expect(roundTrip(text, encoding)).toBe(text);
  });

  it.each(['en-us', 'fr'])(
    'is read by its bytes where it says that it is %s, as templates do',
    (language) => {
      const text = `<rss><language>${language}</language>${texts.Russian}</rss>`;
      expect(decodeDocument(charsetLibrary().encode(text, 'windows-1251')).text).toBe(text);
    },
  );

  it('is read as Western where it holds only a few letters', () => {
    expect(roundTrip('déjà vu', 'windows-1252')).toBe('déjà vu');
  });
});

it('reads escapes of ISO-2022-JP that nothing announces', () => {
  const escaped = Buffer.from('<p>\x1b$BF|K\\8l\x1b(B</p>', 'latin1');
  expect(decodeDocument(escaped).text).toBe('<p>日本語</p>');
});

it.each([
  ['ja', 'euc-jp', 'Japanese'],
  ['pl', 'iso-8859-2', 'Polish'],
  ['ru', 'koi8-r', 'Russian'],
])('chooses among the character sets of the language that is named: %s in %s', (language, encoding, name) => {
  const text = `<rss><language>${language}</language>${texts[name]}`;
  expect(decodeDocument(charsetLibrary().encode(text, encoding)).text).toBe(text);
});

it.each([
  ['u-jis', 'euc-jp', 'Japanese'],
  ['Shift_JIS-2004', 'shift_jis', 'Japanese'],
  ['x-mac-cyrillic', 'maccyrillic', 'Russian'],
  ['x-mac-ce', 'maccenteuro', 'Polish'],
])('knows the label %s', (label, encoding, name) => {
  const text = `<?xml version="1.0" encoding="${label}"?>${texts[name]}`;
  expect(decodeDocument(charsetLibrary().encode(text, encoding)).text).toBe(text);
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { guessLanguage } from './guess-language.ts';

it.each([
  ['en', 'Swapping to flash without wearing it out', 'The kernel learns to do it, and it is not hard.'],
  ['en', 'Will ice sheets collapse?', 'A study of the ice in West Antarctica finds that it may.'],
  ['fr', 'Le logiciel de la cantine', 'La ville publie le code, qui est sous licence libre pour les écoles.'],
  ['de', 'Solarzellen als Dach', 'Die Firma wird erst im nächsten Jahr mit der Fertigung beginnen.'],
  ['es', 'El puerto', 'La ciudad abre el puerto a los barcos que vienen del sur con fruta.'],
  ['pt', 'Adolescente a caminho da escola', 'O acidente foi na estrada que não tem passeio para os peões.'],
  [
    'pt',
    'Pesquisa',
    'O candidato perde de longe o turno, e de novo em tudo: não tem o mesmo desempenho do outro.',
  ],
  ['it', 'Le favicon', 'Il formato che si usa per una icona non è difficile da fare con la mano.'],
  ['nl', 'Kaartverkoop', 'De verkoop van kaarten voor het duel is op maandag begonnen.'],
  ['sv', 'Nyheter', 'Det är en dag som inte liknar den förra, och det vet alla.'],
  ['pl', 'Historia', 'To nie jest tak, jak się wydaje, ale są na to sposoby.'],
  ['cs', 'Knihovna', 'Město otevřelo knihovnu, která je pro děti a není podle nich daleko.'],
  [
    'sk',
    'Knižnica',
    'Mesto otvorilo knižnicu, ktorá je pre deti a nie je podľa nich ďaleko, ale aj tak sa tešia.',
  ],
  [
    'hr',
    'Knjižnica',
    'Grad je otvorio knjižnicu za djecu, koja će se graditi do jeseni i nije daleko od škole.',
  ],
  ['lt', 'Biblioteka', 'Miestas atidarė biblioteką, kuri yra prie mokyklos, ir vaikai jau žino apie tai.'],
  ['ru', 'Цитата', 'Это был обычный день, и все знали, что будет дальше.'],
  ['uk', 'Новини', 'Київські школярі вчаться читати старі листи.'],
  ['ja', '会議', '東京で開催された会議です。'],
  ['zh', '红包', '世博五卷和红包卡'],
  ['ko', '리눅스', '새로운 커널'],
  ['ar', 'أخبار', 'صدرت النسخة الثالثة من النواة'],
  ['fa', 'اخبار', 'کتابخانه شهر پس از ده سال باز شد و گروهی از کودکان به آنجا رفتند'],
  [undefined, 'Urdu', 'پاکستان امریکہ تعلقات اور ان کا مستقبل کیا ہے'],
  [undefined, 'Pashto', 'د ښار کتابتون پرانیستل شو او ماشومان ورغلل'],
  [undefined, 'Sorani', 'کتێبخانەی شار پاش دە ساڵ کرایەوە'],
  [undefined, 'v3.8.7', ''],
  [undefined, 'JSON Feed', ''],
  [undefined, '', ''],
])('takes for %s: %s', (expected, title, text) => {
  expect(guessLanguage(`${title}\n${text}`)).toBe(expected);
});

it('guesses a language or none, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      expect(guessLanguage(text) ?? 'en').toMatch(/^[a-z]{2}$/);
    }),
  );
});

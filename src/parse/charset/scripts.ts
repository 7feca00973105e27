import { remembered } from '../../model/remember.ts';
import { charsetLibrary } from '../libraries.ts';

/** Languages that share letters, with the encodings that were used for them before UTF-8. */
export interface Script {
  /** Tags, parted by blanks. */
  readonly languages: string;
  /** Its commonest small letters; of Latin those beyond ASCII. */
  readonly letters: string;
  /** The usual encoding first. */
  readonly encodings: readonly [string, ...string[]];
  readonly kind: 'latin' | 'east-asian' | 'other';
}

/**
 * The Western one, of which most documents are that name nothing, is the first. English is no sign: templates begin with
 * it.
 */
export const scripts: readonly Script[] = [
  {
    languages: 'fr de es pt it nl da sv no nb nn fi ca gl ga af',
    letters: 'éèêëàâäáãåæçîïíìôöóòõøœûüúùñß',
    encodings: ['windows-1252', 'macintosh'],
    kind: 'latin',
  },
  { languages: 'is fo', letters: 'áéíóúýþæöð', encodings: ['windows-1252'], kind: 'latin' },
  {
    languages: 'pl cs sk hu sl hr ro bs sq',
    letters: 'ąćęłńóśźżáčďéěíňřšťúůýžäôĺľőűöüăâîșțşţđ',
    encodings: ['windows-1250', 'iso-8859-2'],
    kind: 'latin',
  },
  { languages: 'tr az', letters: 'çğıöşüâîû', encodings: ['windows-1254'], kind: 'latin' },
  { languages: 'lt lv et', letters: 'ąčęėįšųūžāēģīķļņōŗõäöü', encodings: ['windows-1257'], kind: 'latin' },
  { languages: 'vi', letters: 'àáâãèéêìíòóôõùúýăđơư', encodings: ['windows-1258'], kind: 'latin' },
  {
    languages: 'ru uk be bg mk sr',
    letters: 'оеаитнсрвлкі',
    encodings: ['windows-1251', 'koi8-u', 'iso-8859-5', 'ibm866'],
    kind: 'other',
  },
  { languages: 'el', letters: 'αοιετσνηυρπκ', encodings: ['windows-1253'], kind: 'other' },
  { languages: 'he yi', letters: 'יוהלאתרבמנש', encodings: ['windows-1255'], kind: 'other' },
  {
    languages: 'ar fa ur',
    letters: 'اليمونرتبةعدی',
    encodings: ['windows-1256', 'iso-8859-6'],
    kind: 'other',
  },
  { languages: 'th', letters: 'านรอกงเลวมยตท่้ีัิ', encodings: ['windows-874'], kind: 'other' },
  { languages: 'ja', letters: '', encodings: ['shift_jis', 'euc-jp'], kind: 'east-asian' },
  { languages: 'ko', letters: '', encodings: ['euc-kr'], kind: 'east-asian' },
  { languages: 'zh-tw zh-hk zh-hant', letters: '', encodings: ['big5', 'gb18030'], kind: 'east-asian' },
  { languages: 'zh', letters: '', encodings: ['gb18030', 'big5'], kind: 'east-asian' },
];

/** The script of a language tag. */
export function scriptOfLanguage(tag: string): Script | undefined {
  const lower = tag.toLowerCase();
  return scripts.find(({ languages }) =>
    languages.split(' ').some((each) => lower === each || lower.startsWith(`${each}-`)),
  );
}

/** An encoding and the share of bytes that are its script's commonest letters in it. */
export interface Likely {
  readonly encoding: string;
  readonly share: number;
}

/** The encodings of a script, each with its share, the usual one first. */
export function sharesOf(bytes: Uint8Array, { letters, encodings, kind }: Script): readonly Likely[] {
  return encodings.map((encoding) => ({
    encoding,
    share: shareOf(letters, charsetLibrary().decode(Buffer.from(bytes), encoding), kind),
  }));
}

/** The one of the highest share; the first of several as good. */
export function best(likely: readonly Likely[]): Likely | undefined {
  return likely.reduce<Likely | undefined>(
    (one, other) => (one === undefined || other.share > one.share ? other : one),
    undefined,
  );
}

/** What print has beside letters in all of these encodings. */
const signs = new Set('\u00A0¡¿«»‘’‚“”„–—…·•°§©®™€');

const setOf = remembered((letters: string): ReadonlySet<string> => new Set(letters), 100);

/** Capitals count for half: in another encoding they are small letters. */
function shareOf(letters: string, text: string, kind: Script['kind']): number {
  const small = setOf(letters);
  const capitals = setOf(kind === 'latin' ? letters.toUpperCase() : '');
  let found = 0;
  for (const letter of text) {
    if (small.has(letter) || (kind === 'latin' && signs.has(letter))) found += 1;
    else if (capitals.has(letter)) found += 0.5;
  }
  return found / text.length;
}

import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isWrittenAlike } from '../../model/language.ts';
import { type LookName, lookNames } from '../../model/source-settings.ts';
import { fileHash } from '../hash.ts';
import { type ThemeColors, themeColorsOf } from './look.ts';
import { packageDir, templateDirs } from './package-dir.ts';

/** A file of the site under an address that names its content. */
export interface Asset {
  readonly name: string;
  /** `/assets/reader.Xk3v9aQ1Zb.js` */
  readonly path: string;
  readonly content: Uint8Array | string;
}

/** A style or script that pages carry inline. */
interface Inline {
  readonly text: string;
  /** Its hash, as a Content-Security-Policy source. */
  readonly hash: string;
}

/** What decides which styles a site has. */
interface StyleChoice {
  /** Of the interface. */
  readonly language: string;
  readonly look: LookName;
}

export interface Assets {
  readonly byName: ReadonlyMap<string, Asset>;
  /**
   * What the first screen of a day needs of the stylesheet, as people open days first. The whole of it, `style.css`,
   * which a browser keeps, follows below the items.
   */
  readonly firstStyle: Inline;
  /** The script that must run before the first paint, so that no page waits for another request. */
  readonly theme: Inline;
  readonly themeColors: ThemeColors | undefined;
}

const cssString = String.raw`("(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*')`;

function tightened(css: string): string {
  return css
    .replace(/\s+/g, ' ')
    .replace(/ ?([{}:;,>]) ?/g, (whole, mark: string) => (mark === ':' ? whole.replace(/: $/, ':') : mark))
    .replace(/ ?\/ ?/g, '/')
    .replace(/ \* (?=[.\d])/g, '*')
    .replace(/;}/g, '}')
    .replace(/(?<=[ (,:-])0\.(?=\d)/g, '.')
    .replace(/ !important/g, '!important');
}

/** Takes out comments and needless white space. Strings and sums keep theirs. */
export function minifyCss(css: string): string {
  const withoutComments = css.replace(new RegExp(`${cssString}|/\\*[\\s\\S]*?\\*/`, 'g'), '$1');
  // Every second part is a string.
  return withoutComments
    .split(new RegExp(cssString))
    .map((part, at) => (at % 2 === 1 ? part : tightened(part)))
    .join('')
    .trim();
}

/** What no first screen of a day needs stands in files of this kind: `50-body.later.css`. */
const later = /\.later\.css$/;

/** What only a site in one language needs stands in files of this kind: `15-type.zh-hant.css`. */
const languageOnly = /\.([a-z]{2}(?:-[a-z]{4})?)\.css$/;

/**
 * What only one look needs stands in files of this kind: `45-rows.planet.css`. Where there is a file of the same name for
 * all looks, it takes its place: `10-tokens.planet.css` that of `10-tokens.css`.
 */
const lookOnly = new RegExp(`\\.(${lookNames.join('|')})(?=(?:\\.later)?\\.css$)`);

/** Whether a site's language has a file of styles. */
function isForLanguage(name: string, language: string): boolean {
  const own = languageOnly.exec(name)?.[1];
  return own === undefined || isWrittenAlike(own, language);
}

/** The styles of a site in their order. */
function chosenStyles(names: Iterable<string>, { language, look }: StyleChoice): string[] {
  const own = [...names].filter(
    (name) => isForLanguage(name, language) && (lookOnly.exec(name)?.[1] ?? look) === look,
  );
  const replaced = new Set(
    own.filter((name) => lookOnly.test(name)).map((name) => name.replace(lookOnly, '')),
  );
  return own.filter((name) => !replaced.has(name)).sort();
}

/** Stylesheets of a folder by name; a site's own file replaces the built-in one of its name, or comes after all. */
function readStyles(
  dirs: readonly string[],
  choice: StyleChoice,
): { readonly whole: string; readonly first: string } {
  const files = new Map<string, string>();
  for (const dir of [...dirs].reverse()) {
    const folder = join(dir, 'assets', 'css');
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder)
      .filter((one) => one.endsWith('.css'))
      .sort()) {
      files.set(name, readFileSync(join(folder, name), 'utf8'));
    }
  }
  const names = chosenStyles(files.keys(), choice);
  const joined = (chosen: readonly string[]): string =>
    minifyCss(chosen.map((name) => files.get(name)).join('\n'));
  return { whole: joined(names), first: joined(names.filter((name) => !later.test(name))) };
}

function inlineOf(text: string): Inline {
  return { text, hash: `'sha256-${hash('sha256', text, 'base64')}'` };
}

export function assetOf(name: string, content: Uint8Array | string): Asset {
  const dot = name.lastIndexOf('.');
  return { name, content, path: `/assets/${name.slice(0, dot)}.${fileHash(content)}${name.slice(dot)}` };
}

/** Scripts that read what the site tells them in their first line: see `script-settings.ts`. */
const settled = ['more.js', 'saved.js', 'since.js', 'offline.js'];

/** A script of the package, as it was bundled. */
export function readScript(name: string): string {
  return readFileSync(join(packageDir, 'dist', 'client', name), 'utf8');
}

/** What scripts are told of the site. */
interface FirstLines {
  readonly script: string;
  /** `more`: path of the file that the reader's script loads the rest from. */
  readonly reader: (more: string) => string;
}

/** What the scripts with the rules of some languages are made from: by name, the languages. `search.js` is one of them. */
export type StemmerFiles = Readonly<Record<string, readonly string[]>>;

function stemmerScripts({ 'search.js': known = [], ...files }: StemmerFiles, firstLine: string): Asset[] {
  const rulesOf = (languages: readonly string[]): string =>
    languages.map((language) => readScript(`stem-${language}.js`)).join('');
  return [
    assetOf('search.js', firstLine + readScript('search.js') + rulesOf(known)),
    ...Object.entries(files).map(([name, languages]) => assetOf(name, rulesOf(languages))),
  ];
}

function scriptsOf(lines: FirstLines, stemmers: StemmerFiles): Asset[] {
  const plain = ['search-later.js', 'packages.js', 'age.js'];
  const told = settled.map((name) => assetOf(name, lines.script + readScript(name)));
  const more = told.find(({ name }) => name === 'more.js')?.path ?? '';
  return [
    assetOf('reader.js', lines.reader(more) + readScript('reader.js')),
    assetOf('theme.js', readScript('theme.js').trim()),
    ...plain.map((name) => assetOf(name, readScript(name))),
    ...stemmerScripts(stemmers, lines.script),
    ...told,
  ];
}

/** Reads what pages need beside their HTML. `stemmers` are the rules that search needs. */
export function readAssets(input: {
  readonly siteDir: string;
  readonly style: StyleChoice;
  readonly lines: FirstLines;
  readonly icons: readonly Asset[];
  readonly stemmers: StemmerFiles;
}): Assets {
  const { siteDir, style, lines, icons, stemmers } = input;
  const dirs = templateDirs(siteDir);
  const styles = readStyles(dirs, style);
  const icon = dirs.map((dir) => join(dir, 'assets', 'icon.svg')).find((file) => existsSync(file));
  const assets = [
    ...scriptsOf(lines, stemmers),
    assetOf('style.css', styles.whole),
    ...icons,
    ...(icon === undefined ? [] : [assetOf('icon.svg', readFileSync(icon))]),
  ];
  return {
    byName: new Map(assets.map((asset) => [asset.name, asset])),
    firstStyle: inlineOf(styles.first),
    theme: inlineOf(readScript('theme.js').trim()),
    themeColors: themeColorsOf(styles.first),
  };
}

/** Lists and objects that a template printed as they are in its language, where it should have printed a name. */

const isData = /^\s*(?:\[\s*["'{].*\]|\{\s*["':\w].*(?::|=>).*\})\s*$/s;
/** `"name": "Ann"`, `name: 'Ann'`, Ruby's `"name"=>"Ann"` and `:name=>"Ann"`. */
const named =
  /(?<![\w-])["']?:?(?:(?:display|full|real)[_ -]?)?name["']?\s*(?::|=>)\s*(?:"([^"]{1,200})"|'([^']{1,200})')/gi;
/** The next one opens behind a comma: `['Ann', 'Conan O'Brien']`. */
const listed = /(?<=[[,]\s*)(?:"([^"]{1,200})"|'(.{1,200}?)'(?=\s*[,\]]))/g;

/**
 * The names in JSON, or in what Python, Ruby or JavaScript print of a list or an object: `["Ann", "Bee"]`, `{"name"=>"Ann"}`;
 * none of an object that holds no name; `undefined` of any other text.
 */
export function namesInData(text: string): readonly string[] | undefined {
  if (!isData.test(text)) return undefined;
  const pattern = text.includes('{') ? named : listed;
  return Array.from(text.matchAll(pattern), ([, double, single]) => double ?? single ?? '').filter(
    (name) => !isData.test(name),
  );
}

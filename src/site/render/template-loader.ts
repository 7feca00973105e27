import nunjucks from 'nunjucks';
import { optional } from '../../model/optional.ts';
import { shortHash } from '../hash.ts';

/** A built-in template as the package was built with it: `scripts/templates.js` makes them. */
interface CompiledTemplate {
  /** Of its text and of those of the parts that stand in it, by their names: with another text it is compiled anew. */
  readonly hashes: Readonly<Record<string, string>>;
  readonly make: () => CompiledSource;
}

/** As the engine takes it in a text's place. */
interface CompiledSource {
  readonly type: 'code' | 'string';
  readonly obj: unknown;
}

/** By the names of templates: `pages/day.njk`. */
export type CompiledTemplates = Readonly<Record<string, CompiledTemplate>>;

/** What `scripts/templates.js` has made; nothing in a checkout that was not compiled. */
export async function readCompiledTemplates(): Promise<CompiledTemplates> {
  const path = new URL('./compiled-templates.js', import.meta.url).href;
  const made = await optional(
    (): Promise<{ readonly compiled: CompiledTemplates }> => import(/* @vite-ignore */ path),
  );
  return made?.compiled ?? {};
}

/** What stands before the name of a template where the built-in one is meant, whatever the site's own. */
export const builtInPrefix = 'built-in/';

/**
 * Finds templates in folders, the first of them first; the last has the built-in ones. Compiling the built-in ones takes 0.3 s of processor time: where
 * their text is the one that the package was built with, that is done already.
 */
export class TemplateLoader extends nunjucks.FileSystemLoader {
  readonly #compiled: CompiledTemplates;
  readonly #hashes = new Map<string, string | undefined>();
  readonly #builtIn: nunjucks.FileSystemLoader;

  constructor(folders: string[], compiled: CompiledTemplates) {
    super(folders);
    this.#compiled = compiled;
    this.#builtIn = new nunjucks.FileSystemLoader(folders.slice(-1));
  }

  override getSource(name: string): nunjucks.LoaderSource {
    if (name.startsWith(builtInPrefix)) return this.#builtIn.getSource(name.slice(builtInPrefix.length));
    const found = super.getSource(name);
    const compiled = Object.hasOwn(this.#compiled, name) ? this.#compiled[name] : undefined;
    if (!found || !compiled) return found;
    const isSame = Object.entries(compiled.hashes).every(([part, hash]) => this.#hashOf(part) === hash);
    return isSame ? Object.assign(found, { src: compiled.make() }) : found;
  }

  /** Of the text that is found by a name; none where there is none. */
  #hashOf(name: string): string | undefined {
    if (!this.#hashes.has(name)) {
      const text = super.getSource(name)?.src;
      this.#hashes.set(name, text === undefined ? undefined : shortHash(text));
    }
    return this.#hashes.get(name);
  }
}

import nunjucks from 'nunjucks';
import { optional } from '../../model/optional.ts';
import { shortHash } from '../hash.ts';

/** A built-in template as the package was built with it: `scripts/templates.js` makes them. */
export interface CompiledTemplate {
  /** Of the template's text: another text is compiled anew. */
  readonly hash: string;
  readonly make: () => object;
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

/**
 * Finds templates in folders, the first of them first. Compiling the built-in ones takes 0.3 s of processor time: where their
 * text is the one that the package was built with, that is done already.
 */
export class TemplateLoader extends nunjucks.FileSystemLoader {
  readonly #compiled: CompiledTemplates;

  constructor(folders: string[], compiled: CompiledTemplates) {
    super(folders);
    this.#compiled = compiled;
  }

  override getSource(name: string): nunjucks.LoaderSource {
    const found = super.getSource(name);
    const compiled = Object.hasOwn(this.#compiled, name) ? this.#compiled[name] : undefined;
    if (!found || compiled?.hash !== shortHash(found.src)) return found;
    return Object.assign(found, { src: { type: 'code', obj: compiled.make() } });
  }
}

import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Problem } from '../../model/types.ts';
import { isOwnOutput } from './output-names.ts';
import { ownFilesIn } from './own-folder.ts';
import { packageDir } from './package-dir.ts';
import { builtInPrefix } from './template-loader.ts';

/** What a publisher's templates say that no page would ever show. */

/** The names of the site's own templates and assets: `pages/day.njk`. */
export function ownTemplates(siteDir: string): string[] {
  const dir = join(siteDir, 'templates');
  return ownFilesIn(dir).map((file) => relative(dir, file).replaceAll('\\', '/'));
}

const isTemplate = (name: string): boolean => name.endsWith('.njk');

/** Assets that are read: all others belong in `static/`. */
const asset = /^assets\/(?:css\/[^/]+\.css|icon(?:-\d+)?\.(?:svg|png))$/;

function builtInText(name: string): string | undefined {
  const file = join(packageDir, 'templates', name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

const withoutComments = (text: string): string => text.replace(/\{#[\s\S]*?#\}/g, '');
const extended = /\{%-?\s*extends\s+["']([^"']+)["']/;
const blockTag = /\{%-?\s*(block|endblock)\b\s*(\w*)/g;

/** Names of the blocks of a template that are in no other of its blocks; with `all`, of those too. */
function blocksIn(text: string, { all }: { readonly all: boolean }): string[] {
  const names: string[] = [];
  let depth = 0;
  for (const [, tag, name = ''] of withoutComments(text).matchAll(blockTag)) {
    if (tag === 'block' && (all || depth === 0)) names.push(name);
    depth += tag === 'block' ? 1 : -1;
  }
  return names;
}

const ofFiles =
  'Name it with lower-case letters, digits and "-", and .njk after csv, txt, json, ics, xml or another format of data.';

function notUsed(name: string, why: string, fix: string): Problem {
  return {
    code: 'TEMPLATE_NOT_USED',
    what: 'A part of your templates is not used.',
    where: `templates/${name}`,
    why,
    fix,
    kept: 'The site is made without it.',
  };
}

class OwnTemplates {
  readonly #names: readonly string[];
  readonly #texts: ReadonlyMap<string, string>;

  constructor(siteDir: string) {
    this.#names = ownTemplates(siteDir);
    this.#texts = new Map(
      this.#names
        .filter(isTemplate)
        .map((name) => [name, withoutComments(readFileSync(join(siteDir, 'templates', name), 'utf8'))]),
    );
  }

  #textOf(name: string): string | undefined {
    if (name.startsWith(builtInPrefix)) return builtInText(name.slice(builtInPrefix.length));
    return this.#texts.get(name) ?? builtInText(name);
  }

  /** The blocks of all templates that one extends; `undefined` where these are not known. */
  #blocksAbove(text: string): Set<string> | undefined {
    const blocks = new Set<string>();
    const seen = new Set<string>();
    let parent = extended.exec(text)?.[1];
    while (parent !== undefined && !seen.has(parent)) {
      seen.add(parent);
      const above = this.#textOf(parent);
      if (above === undefined) return undefined;
      for (const name of blocksIn(above, { all: true })) blocks.add(name);
      parent = extended.exec(withoutComments(above))?.[1];
    }
    return seen.size === 0 ? undefined : blocks;
  }

  unknownBlocks(): Problem[] {
    return [...this.#texts].flatMap(([name, text]) => {
      const above = this.#blocksAbove(text);
      if (above === undefined) return [];
      const unknown = blocksIn(text, { all: false }).filter((block) => !above.has(block));
      return unknown.map((block) =>
        notUsed(
          name,
          `It extends a template that has no block "${block}".`,
          `Its blocks are: ${[...above].sort().join(', ')}.`,
        ),
      );
    });
  }

  /** Whether a template of the publisher's names another one, or works out names. */
  #isNamed(name: string): boolean {
    const texts = [...this.#texts.values()];
    return texts.some(
      (text) =>
        text.includes(`"${name}"`) ||
        text.includes(`'${name}'`) ||
        /\{%-?\s*(?:include|import|from|extends)\s+[^"'\s]/.test(text),
    );
  }

  strangers(): Problem[] {
    return this.#names.flatMap((name) => {
      if (/^assets\//.test(name) && !asset.test(name))
        return [notUsed(name, 'Only styles (assets/css/) and icons are read there.', 'Move it to static/.')];
      if (name.startsWith('files/') && !isOwnOutput(name))
        return [notUsed(name, 'It is not the name of a file that templates can make.', ofFiles)];
      if (
        !isTemplate(name) ||
        isOwnOutput(name) ||
        name.startsWith('slots/') ||
        builtInText(name) !== undefined
      )
        return [];
      if (this.#isNamed(name)) return [];
      const fix = 'Give it the name of the built-in template that it replaces, or include it in one.';
      return [notUsed(name, 'There is no such template, and none of yours includes it.', fix)];
    });
  }

  /** Throws for a template that extends itself, because the engine would without end. */
  checkParents(): void {
    for (const [name, text] of this.#texts)
      if (extended.exec(text)?.[1] === name)
        throw new Error(
          `(templates/${name})\n  It extends itself. For the built-in one, write {% extends "${builtInPrefix}${name}" %}.`,
        );
  }
}

/** Names what is never shown. Throws for templates that cannot be rendered at all. */
export function checkOwnTemplates(siteDir: string): Problem[] {
  const own = new OwnTemplates(siteDir);
  own.checkParents();
  return [...own.unknownBlocks(), ...own.strangers()];
}

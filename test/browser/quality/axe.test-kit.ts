import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, ElementContext, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe says of a page. */

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What a theme, density or width can break, with 7:1 for text and the size of targets. */
const visual = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block', 'target-size'];
/** All other rules: the document is the same in every look. */
export const structural: RunOptions = {
  runOnly: { type: 'tag', values: tags },
  rules: Object.fromEntries(visual.map((rule) => [rule, { enabled: false }])),
};
export const colours: RunOptions = { runOnly: { type: 'rule', values: visual.slice(0, 3) } };
export const coloursAndSizes: RunOptions = { runOnly: { type: 'rule', values: visual } };
/** What another language and direction can break: names of everything that has one, and sizes. */
export const translated: RunOptions = {
  runOnly: {
    type: 'rule',
    values: [
      'aria-input-field-name',
      'button-name',
      'document-title',
      'heading-order',
      'html-has-lang',
      'html-lang-valid',
      'label',
      'landmark-unique',
      'link-name',
      'region',
      'target-size',
      'valid-lang',
    ],
  },
};

declare global {
  var axe: { run: (context: ElementContext, options: RunOptions) => Promise<AxeResults> };
  var someElements: () => Element[];
}

/**
 * What a look can break: of the elements that hold a text, or can be pressed, three of every kind that styles can tell
 * apart. All others look the same.
 */
function threeOfEach(): Element[] {
  const nameOf = (element: Element | null): string => `${element?.tagName}.${element?.className}`;
  const counts = new Map<string, number>();
  return [...document.body.querySelectorAll('*')].filter((element) => {
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
    if (!hasText && !element.matches('a, button, input, summary')) return false;
    const kind = `${nameOf(element.parentElement?.parentElement ?? null)} > ${nameOf(element.parentElement)} > ${nameOf(element)}`;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count <= 3;
  });
}

export async function violations(
  page: Page,
  options: RunOptions,
  elements: 'all' | 'some' = 'all',
): Promise<string[]> {
  const isLoaded = await page.evaluate(() => 'axe' in globalThis);
  if (!isLoaded) await page.evaluate(`${source};window.someElements = ${threeOfEach}`);
  const results = await page.evaluate(
    ([chosen, which]) => {
      const context = which === 'all' ? document : { include: globalThis.someElements() };
      return globalThis.axe.run(context, { ...chosen, resultTypes: ['violations'] });
    },
    [options, elements] as const,
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 3)
      .map((node) => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary?.slice(0, 200)}`),
  );
}

/** What all rules say of a page as it stands. */
export async function allViolations(page: Page): Promise<string[]> {
  return [...(await violations(page, structural)), ...(await violations(page, coloursAndSizes, 'some'))];
}

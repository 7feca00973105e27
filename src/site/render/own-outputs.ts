import { parseJson } from '../../model/json.ts';
import { jsonFeedDocument } from '../outputs/json-feed.ts';
import { listOf } from '../outputs/lists.ts';
import { outFeed } from '../outputs/out-items.ts';
import type { Unit } from '../unit.ts';
import type { RenderTemplate } from './nunjucks.ts';
import { isOwnOutput } from './output-names.ts';
import { ownTemplates } from './own-templates.ts';

/**
 * Files in formats of the publisher's own: `templates/files/today.csv.njk` becomes `/files/today.csv`. Each is given
 * `feed`, which is what `/feed.json` holds, so that its form is promised.
 */
export function ownOutputs(siteDir: string, render: RenderTemplate): Unit[] {
  const templates = ownTemplates(siteDir).filter(isOwnOutput);
  if (templates.length === 0) return [];
  const make: Unit['make'] = async (tracked, write) => {
    const home = await outFeed(listOf({ kind: 'home', id: '' }, tracked), tracked, undefined);
    const feed = parseJson(jsonFeedDocument(home));
    for (const template of templates) {
      await write(`/${template.slice(0, -'.njk'.length)}`, await render({ template, variables: { feed } }));
    }
  };
  return [{ id: '/files/', make }];
}

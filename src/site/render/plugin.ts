import { join } from 'node:path';
import type { Site } from '../site.ts';
import type { PageRef } from '../views/page.ts';
import type { EleventyConfig } from './eleventy-config.ts';
import type { RenderTemplate } from './nunjucks.ts';
import { pagesOf, type ViewContext, viewOf } from './pages.ts';

/** A digest that is ready to be rendered. */
export interface PreparedSite {
  readonly site: Site;
  readonly render: RenderTemplate;
  readonly context: ViewContext;
  /** The pages to render; all when absent. */
  readonly pages?: readonly PageRef[];
  /** The site as a page is to see it; the site itself when absent. */
  readonly siteFor?: (page: PageRef) => Site;
  /** Called once all pages are written, with the output folder: feeds, search index, assets. */
  readonly finish: (outputDir: string) => Promise<void>;
}

interface PluginOptions {
  /** Prepares the digest of a site folder; the command line and `.eleventy.js` pass theirs. */
  readonly prepare: () => Promise<PreparedSite>;
  /** The folder of the output where the digest goes: `news`; its root when absent. */
  readonly folder?: string;
}

interface PageData {
  readonly daybookPage: PageRef;
}

/** `/news`, or nothing for the root. Throws where the digest's own addresses would lead elsewhere. */
function folderIn(folder: string | undefined, { prefix }: Site): string {
  const path = `/${folder ?? ''}`.replace(/^\/+/, '/').replace(/\/+$/, '');
  if (path.split('/').includes('..')) throw new Error(`"${folder}" is outside of the output.`);
  if (path !== '' && !prefix.endsWith(`${path}/`)) {
    throw new Error(`The digest goes to ${path}/, but the path of "url" in daybook.yaml is ${prefix}`);
  }
  return path;
}

/**
 * Adds a digest to an Eleventy project: one virtual template that is paginated over the digest's pages. Feed text
 * reaches templates as variables only; no file that Eleventy reads ever holds any.
 */
export async function daybookPages(eleventyConfig: EleventyConfig, options: PluginOptions): Promise<void> {
  const { site, render, context, finish, siteFor = () => site, ...prepared } = await options.prepare();
  const pages = prepared.pages ?? pagesOf(site);
  const folder = folderIn(options.folder, site);
  eleventyConfig.addGlobalData('daybookPages', () => pages);
  eleventyConfig.addTemplate(
    'daybook.11ty.js',
    {
      render: async ({ daybookPage }: PageData) =>
        render(await viewOf(daybookPage, siteFor(daybookPage), context)),
    },
    {
      pagination: { data: 'daybookPages', size: 1, alias: 'daybookPage' },
      // A function, as Eleventy would compile a template string anew for every page.
      permalink: (data: PageData) => folder + data.daybookPage.path,
      eleventyExcludeFromCollections: true,
    },
  );
  eleventyConfig.on('eleventy.after', async ({ directories }) => finish(join(directories.output, folder)));
}

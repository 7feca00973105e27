import { daybook } from 'daybook/eleventy';

export default async function configure(config) {
  // The folder with daybook.yaml and _data, and where the digest goes in the output.
  await config.addPlugin(daybook, { site: 'news', folder: 'news' });
  return { dir: { input: 'pages', output: '_site' } };
}

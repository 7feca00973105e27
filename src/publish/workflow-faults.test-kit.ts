import { build } from 'esbuild';

type Parser = typeof import('@actions/workflow-parser');

let parser: Promise<Parser> | undefined;

/** GitHub's own parser of workflows, which imports JSON as only bundlers let it. */
async function loadParser(): Promise<Parser> {
  const { outputFiles } = await build({
    stdin: { contents: "export * from '@actions/workflow-parser';", resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'esm',
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}

/** What GitHub's parser says against a workflow: nothing where it can be run. */
export async function workflowFaults(content: string): Promise<string[]> {
  parser ??= loadParser();
  const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = await parser;
  const { context, value } = parseWorkflow({ name: 'publish.yml', content }, new NoOperationTraceWriter());
  if (value) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

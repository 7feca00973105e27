// Checks what `daybook init --host` writes with the tools of the hosts themselves, as far as they are installed here, and
// says what nothing has checked: node scripts/check-hosts.js (after `npm run compile`). With --fetch it also asks npm for
// the packages that know the files of Netlify, Cloudflare and GitLab; they are too big to be installed with the rest.
// What npm has in a small form (GitHub, Compose, Dockerfile) the tests check: src/publisher/host-files.test.ts.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';

const main = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');
const root = mkdtempSync(join(tmpdir(), 'daybook-hosts-'));
const isFetching = process.argv.includes('--fetch');
const rows = [];

function folderOf(host) {
  const dir = join(root, host);
  const args = [
    'init',
    dir,
    '--yes',
    '--host',
    host,
    '--url',
    'https://me.example/news/',
    '--package',
    '1.2.3',
  ];
  execFileSync(process.execPath, [main, ...args, '--quiet']);
  return dir;
}

function note(file, tool, outcome) {
  rows.push([file, tool, outcome]);
}

/** The first line of what a tool says of its version; `undefined` where it is not installed. */
function versionOf(command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) return undefined;
  return /\d+(?:\.\d+)+|systemd \d+/.exec(`${stdout}${stderr}`)?.[0] ?? 'unknown version';
}

function run(file, tool, [command, ...args]) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  const said = `${stdout}${stderr}`.trim();
  note(file, tool, status === 0 ? 'good' : `REFUSED: ${said}`);
}

/** Runs a tool over files, or notes that nothing checked them. */
function check(files, name, version, commandOf) {
  for (const file of files) {
    if (version === undefined) note(file, `${name}: not installed`, 'unchecked');
    else run(file, `${name} (${version})`, commandOf(file));
  }
}

function checkServer() {
  const dir = folderOf('server');
  const at = (file) => join(dir, file);
  check(
    ['server/daybook.service', 'server/daybook.timer'],
    'systemd-analyze verify',
    versionOf('systemd-analyze', '--version'),
    (file) => ['systemd-analyze', 'verify', at(file)],
  );
  // The file is a part of nginx's configuration: this is the rest of one.
  const whole = join(root, 'nginx.conf');
  const text = `pid ${root}/pid; error_log stderr; events {} http { access_log off; include ${at('server/nginx.conf')}; }`;
  writeFileSync(whole, text);
  check(['server/nginx.conf'], 'nginx -t', versionOf('nginx', '-v'), () => [
    'nginx',
    '-t',
    '-q',
    '-c',
    whole,
  ]);
  const caddy = versionOf('caddy', 'version');
  const validate = (folder) => (file) => [
    'caddy',
    'validate',
    '--adapter',
    'caddyfile',
    '--config',
    join(folder, file),
  ];
  check(['server/Caddyfile'], 'caddy validate', caddy, validate(dir));
  const container = folderOf('container');
  check(['container/Caddyfile'], 'caddy validate', caddy, validate(container));
  check(['Dockerfile'], 'hadolint', versionOf('hadolint', '--version'), (file) => [
    'hadolint',
    join(container, file),
  ]);
  check(['compose.yaml'], 'docker compose config', versionOf('docker', 'compose', 'version'), (file) => [
    ...['docker', 'compose', '--file', join(container, file)],
    ...['config', '--quiet'],
  ]);
  const shellcheck = versionOf('shellcheck', '--version');
  const scripts = [
    [dir, 'publish.sh'],
    [container, 'container/publish.sh'],
    [container, 'container/healthy.sh'],
    ...['git', 'branch', 'site'].map((data) => [
      join(import.meta.dirname, '..', 'starter', 'git'),
      `data-${data}.sh`,
    ]),
  ];
  for (const [folder, script] of scripts)
    check([script], 'shellcheck', shellcheck, (file) => ['shellcheck', join(folder, file)]);
}

/** A text out of a package that npm has. */
function fromPackage(name, inside) {
  const tarball = execFileSync('npm', ['pack', name, '--silent'], { cwd: root, encoding: 'utf8' }).trim();
  const version = /-(\d+(?:\.\d+)+)\.tgz$/.exec(tarball)?.[1];
  const text = execFileSync('tar', ['xzOf', tarball, `package/${inside}`], { cwd: root, maxBuffer: 1e8 });
  return { version, text: text.toString() };
}

/** Notes what a schema says of files, each with what is in it. */
function checkBySchema(files, name, schema) {
  const isRight = new Ajv({ strict: false, validateFormats: false, allowUnionTypes: true }).compile(schema);
  for (const [file, value] of files)
    note(file, name, isRight(value) ? 'good' : `REFUSED: ${JSON.stringify(isRight.errors)}`);
}

function checkCloudflare() {
  const files = ['wrangler.toml', 'schedule/wrangler.toml'];
  const dir = folderOf('cloudflare');
  if (!isFetching) return check(files, 'wrangler’s schema', undefined);
  const { version, text } = fromPackage('wrangler', 'config-schema.json');
  const values = files.map((file) => [file, parseToml(readFileSync(join(dir, file), 'utf8'))]);
  checkBySchema(values, `wrangler’s schema (${version})`, JSON.parse(text));
}

/** GitLab's schema is in the package of a program that runs its pipelines; later versions have it in a bundle. */
async function checkGitlab() {
  const file = '.gitlab-ci.yml';
  const dir = folderOf('gitlab');
  if (!isFetching) return check([file], 'GitLab’s schema', undefined);
  const { version, text } = fromPackage('gitlab-ci-local@4.61.1', 'src/schema/schema.js');
  const { schema } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  const pipeline = parseYaml(readFileSync(join(dir, file), 'utf8'));
  checkBySchema([[file, pipeline]], `GitLab’s schema (in gitlab-ci-local ${version})`, schema);
}

function checkNetlify() {
  const dir = folderOf('netlify');
  if (!isFetching) return check(['netlify.toml'], '@netlify/config', undefined);
  const tools = join(root, 'netlify-tools');
  mkdirSync(tools);
  const quiet = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
  execFileSync('npm', ['install', '--prefix', tools, ...quiet, '@netlify/config'], { cwd: tools });
  const bin = join(tools, 'node_modules', '@netlify', 'config');
  const { version } = JSON.parse(readFileSync(join(bin, 'package.json'), 'utf8'));
  /** @type {[string, ...string[]]} */
  const command = [
    process.execPath,
    join(bin, 'bin.js'),
    ...['--offline', '--repositoryRoot', dir, '--cwd', dir],
  ];
  run('netlify.toml', `@netlify/config (${version})`, command);
}

try {
  checkServer();
  checkCloudflare();
  await checkGitlab();
  checkNetlify();
  note('.github/dependabot.yml', 'no published checker', 'unchecked');
  const table = rows.map(([file, tool, outcome]) => `| \`${file}\` | ${tool} | ${outcome} |`);
  process.stdout.write(`| file | checked by | outcome |\n| --- | --- | --- |\n${table.join('\n')}\n`);
  process.exitCode = rows.some(([, , outcome]) => outcome.startsWith('REFUSED')) ? 1 : 0;
} finally {
  rmSync(root, { recursive: true, force: true });
}

import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';

type Found = (error: Error | null, addresses?: readonly { address: string; family: number }[]) => void;

/** Names of hosts that exist on no machine; `undefined` for all other names. */
const isOfWorld = (host: string): boolean => host.endsWith('.example');

function noSuchName(host: string): Error {
  return Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND', hostname: host });
}

/**
 * Leads every `….example` to this machine, in this process, until the function that it gives is called; a name that is
 * gone is found nowhere.
 */
export function nameHosts(isGone: (host: string) => boolean): () => void {
  const before = dns.lookup;
  const lookup = (host: string, options: object, found: Found): void => {
    if (!isOfWorld(host)) Reflect.apply(before, dns, [host, options, found]);
    else if (isGone(host)) process.nextTick(found, noSuchName(host));
    else process.nextTick(found, null, [{ address: '127.0.0.1', family: 4 }]);
  };
  Object.assign(dns, { lookup });
  syncBuiltinESMExports();
  return () => {
    Object.assign(dns, { lookup: before });
    syncBuiltinESMExports();
  };
}

/** The same for a process of its own, as a module to import first; it ends at its nth call that changes a file. */
export function dyingPreload(gone: readonly string[], dieAt: number): string {
  return `data:text/javascript,${encodeURIComponent(`
import dns from 'node:dns';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const gone = new Set(${JSON.stringify(gone)});
const before = dns.lookup;
dns.lookup = (host, options, found) => {
  if (!host.endsWith('.example')) before(host, options, found);
  else if (gone.has(host)) process.nextTick(found, Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' }));
  else process.nextTick(found, null, [{ address: '127.0.0.1', family: 4 }]);
};
let calls = 0;
const watch = (call) => function (...args) {
  if (!String(args[0]).includes('.lock') && ++calls === ${dieAt}) process.kill(process.pid, 'SIGKILL');
  return call.apply(this, args);
};
for (const name of ['writeFileSync', 'renameSync', 'rmSync']) fs[name] = watch(fs[name]);
for (const name of ['writeFile', 'rename', 'rm', 'open']) fs.promises[name] = watch(fs.promises[name]);
syncBuiltinESMExports();
`)}`;
}

import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A throw-away certificate authority or server certificate, made on the spot: X.509 v3, ECDSA P-256. RFC 5280. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface Authority extends Certificate {
  readonly privateKey: KeyObject;
  readonly name: string;
}

const OID = { commonName: '550403', ecdsaSha256: '2a8648ce3d040302', basic: '551d13', altName: '551d11' };

export function makeAuthority(name: string): Authority {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const cert = certify({ subject: name, issuer: name, publicKey, signWith: privateKey, isAuthority: true });
  return { cert, key: pemOf(privateKey), privateKey, name };
}

export interface ServerNames {
  readonly dns?: readonly string[];
  readonly ips?: readonly string[];
  /** Days from today; default a year. Negative: it ended so long ago. */
  readonly endsInDays?: number;
}

/** A certificate for a server, signed by the authority or, without one, by itself. */
export function makeCertificate(names: ServerNames, authority?: Authority): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const subject = names.dns?.[0] ?? names.ips?.[0] ?? 'nobody';
  const cert = certify({
    subject,
    issuer: authority?.name ?? subject,
    publicKey,
    signWith: authority?.privateKey ?? privateKey,
    isAuthority: false,
    names,
  });
  return { cert, key: pemOf(privateKey) };
}

interface Order {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly signWith: KeyObject;
  readonly isAuthority: boolean;
  readonly names?: ServerNames;
}

function certify(order: Order): string {
  const algorithm = sequence(oid(OID.ecdsaSha256));
  const now = Date.now();
  const days = 86_400_000;
  const body = sequence(
    tagged(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1 + Math.floor(Math.random() * 100)])),
    algorithm,
    distinguishedName(order.issuer),
    sequence(time(now - 400 * days), time(now + (order.names?.endsInDays ?? 365) * days)),
    distinguishedName(order.subject),
    order.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions(order))),
  );
  const signature = sign('sha256', body, { key: order.signWith, dsaEncoding: 'der' });
  const whole = sequence(body, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function extensions({ isAuthority, names }: Order): Buffer[] {
  const yes = der(0x01, Buffer.from([0xff]));
  const basic = sequence(oid(OID.basic), yes, der(0x04, isAuthority ? sequence(yes) : sequence()));
  const dns = (names?.dns ?? []).map((name) => der(0x82, Buffer.from(name)));
  const ips = (names?.ips ?? []).map((ip) => der(0x87, Buffer.from(ip.split('.').map(Number))));
  if (dns.length + ips.length === 0) return [basic];
  return [basic, sequence(oid(OID.altName), der(0x04, sequence(...dns, ...ips)))];
}

function distinguishedName(name: string): Buffer {
  return sequence(der(0x31, sequence(oid(OID.commonName), der(0x0c, Buffer.from(name)))));
}

function time(ms: number): Buffer {
  return der(0x18, Buffer.from(new Date(ms).toISOString().replace(/[-:T]|\.\d{3}/g, '')));
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function tagged(tag: number, part: Buffer): Buffer {
  return der(tag, part);
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 128) return Buffer.concat([Buffer.from([tag, length]), content]);
  const bytes = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...bytes]), content]);
}

function pemOf(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

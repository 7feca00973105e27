import { defined } from '../../model/defined.ts';
import type { FetchSettings } from '../../model/types.ts';
import { defaultLimits, perHost } from '../limits.ts';
import { HostGate } from '../schedule/host-gate.ts';
import { bodyPermits } from '../schedule/permits.ts';
import type { FetchContext, TransportLimits } from '../types.ts';
import type { Exchange } from './exchange.ts';
import { openTransport } from './transport.ts';

/** What requests are sent with, whoever sends them. */
export interface Sender extends Pick<FetchContext, 'userAgent' | 'limits' | 'env' | 'ca' | 'resolve'> {
  readonly settings: Pick<FetchSettings, 'allowPrivateNetworks'>;
}

/** What is asked with one sender, and who is told of it. */
export type Terms = Pick<Exchange, 'maxBytes' | 'nowMs' | 'onBytes' | 'isPaused'> & {
  readonly accept?: string | undefined;
  /** Bounds that hold whatever the sender says. */
  readonly bounds?: Partial<TransportLimits>;
  /** Hosts that are asked for one thing at a time. */
  readonly single?: ReadonlySet<string> | undefined;
  /** Whether more is to be asked of a host: its connections stay open then. */
  readonly isWaiting?: (host: string) => boolean;
};

/** Opens the transport of a run, with the permits that bound it. Rejects as `openTransport` does. */
export async function openExchange(
  sender: Sender,
  { bounds, isWaiting = () => false, accept, single, ...terms }: Terms,
): Promise<Exchange> {
  const { allowPrivateNetworks } = sender.settings;
  const limits = { ...defaultLimits, ...sender.limits, ...bounds };
  const { dispatcher, closeConnections } = await openTransport({
    limits,
    allowPrivateNetworks,
    env: sender.env ?? process.env,
    ...defined({ ca: sender.ca, resolve: sender.resolve }),
  });
  const gate = new HostGate(perHost, single);
  return {
    ...terms,
    ...(accept !== undefined && { accept }),
    dispatcher,
    gate,
    answered: new Set(),
    limits,
    allowPrivateNetworks,
    permits: bodyPermits(),
    userAgent: sender.userAgent,
    onLeave: (host) => {
      if (gate.isIdle(host) && !isWaiting(host)) closeConnections(host);
    },
  };
}

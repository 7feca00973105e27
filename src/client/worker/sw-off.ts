import { siteKey } from '../site-key.ts';
import { settings } from './worker-settings.ts';

/** The kill switch, in the place of the worker: forgets every copy and goes. Browsers look for it at each visit. */
declare const self: ServiceWorkerGlobalScope;

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()));

self.addEventListener('activate', (event) => {
  const leave = async (): Promise<void> => {
    await caches.delete(siteKey(settings.prefix));
    await self.registration.unregister();
  };
  event.waitUntil(leave());
});

import type { Net } from '../sync/ask.ts'

/** The way to an endpoint: the machine's own trust, or one certificate authority alone. */
export function netTo(ca: string | null): Net {
  if (ca === null) return (url, init) => fetch(url, init)
  // Node's HTTPS client costs some ten milliseconds to load: only a desk that needs it does.
  return async (url, init) => (await import('./pinned-net.ts')).pinnedFetch(ca, url, init)
}

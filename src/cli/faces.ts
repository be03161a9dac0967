import type { Authority } from '../app/authority.ts'
import type { Home } from '../app/home.ts'
import type { Language } from '../core/language.ts'

/** How an endpoint is served: see http/environment.ts. */
export type Serving = {
  tls?: { cert: string; key: string } | null
  isBehindProxy?: boolean
  hasOpenMetrics?: boolean
  limits?: { connections?: number; waiters?: number }
  onRequest?: (line: Readonly<Record<string, unknown>>) => void
  onAlert?: (alert: Readonly<Record<string, unknown>>) => void
}

/** The other faces, as main.ts hands them in: a face never imports another, and none is loaded before it is called. */
export type Faces = {
  openWorkstation(home: Home, options: { language: Language; hasColour: boolean }): Promise<number>
  listen(
    authority: Authority,
    host: string,
    port: number,
    onFault: (fault: unknown, requestId?: string) => void,
    options?: Serving,
  ): Promise<{ url: string; close(): Promise<void> }>
}

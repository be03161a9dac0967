import type { Authority } from '../app/authority.ts'
import type { Home } from '../app/home.ts'
import type { Looks } from '../app/looks.ts'
import type { CheckKeys } from '../app/settings-file.ts'
import type { Language, Words } from '../core/language.ts'
import type { Settings } from '../core/settings/settings.ts'

/** How an endpoint is served: see http/environment.ts. */
export type Serving = {
  tls?: { cert: string; key: string } | null
  isBehindProxy?: boolean
  hasOpenMetrics?: boolean
  limits?: { connections?: number; waiters?: number }
  onRequest?: (line: Readonly<Record<string, unknown>>) => void
  onAlert?: (alert: Readonly<Record<string, unknown>>) => void
}

/** How the workstation opens. `keys`: of the settings, checked. `warning`: said on the first screen. */
export type Opening = {
  language: Language
  hasColour: boolean
  looks: Looks
  keys?: Settings['keys']
  warning?: string
  /** Opened on it instead of the queue. */
  screen?: 'board'
  /** Nothing but that board and what stands behind it. */
  isBoardOnly?: boolean
}

/** What the command line knows of the keys of the workstation. */
export type KeyTable = {
  checkKeys: CheckKeys
  keyLines(keys?: Settings['keys']): KeyLine[]
  keyName(key: string): string
  screenName(screen: string, language: Language): string
}

/** A command of the workstation; `screens` null: everywhere. */
export type KeyLine = {
  id: string
  keys: readonly string[]
  screens: readonly string[] | null
  title: Words
  isDanger: boolean
  /** Its keys are the choices themselves, and cannot be given away. */
  isFixed: boolean
}

/** How SSH is served: see ssh/serving.ts. */
export type SshServing = {
  host: string
  port: number
  sessions: number
  idleMs: number
  log: (what: Readonly<Record<string, unknown>>, message: string) => void
}

/** The other faces, as main.ts hands them in: a face never imports another, and none is loaded before it is called. */
export type Faces = {
  openWorkstation(home: Home, options: Opening): Promise<number>
  keyTable(): Promise<KeyTable>
  listen(
    authority: Authority,
    host: string,
    port: number,
    onFault: (fault: unknown, requestId?: string) => void,
    options?: Serving,
  ): Promise<{ url: string; close(): Promise<void> }>
  listenSsh(
    home: Home,
    serving: SshServing,
  ): Promise<{ port: number; fingerprint: string; isNew: boolean; close(): Promise<void> }>
}

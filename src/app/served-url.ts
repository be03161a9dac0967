import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isSafeEndpoint } from './network.ts'
import { writeWhole } from './whole-file.ts'

/** Where this home is served now, as its desks may join it. */
const urlName = 'serve.url'

/** Null when it is not served, or only behind a proxy, whose address is not known here. */
export function servedUrl(folder: string): string | null {
  const file = join(folder, urlName)
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null
}

/** Writes it down until it is released. Of two that serve one home the later counts. */
export function keepServedUrl(folder: string, url: string): { release(): void } {
  // Plain http beyond this machine: a proxy in front has another address.
  if (!isSafeEndpoint(url)) return { release: () => undefined }
  writeWhole(join(folder, urlName), `${url}\n`)
  return {
    release() {
      if (servedUrl(folder) === url) rmSync(join(folder, urlName), { force: true })
    },
  }
}

import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Planted } from './planted.ts'

const root = new URL('../../', import.meta.url)

/** The file's text with the fault in it. Throws when what is to be replaced does not stand there exactly once. */
export function laidOver({ name, file, find, replace }: Planted): string {
  const text = readFileSync(fileURLToPath(new URL(file, root)), 'utf8')
  const found = text.split(find).length - 1
  if (found !== 1) throw new Error(`planted "${name}": its text stands ${found} times in ${file}, and should once`)
  return text.replace(find, () => replace)
}

/** From here on this process loads the file with the fault in it. Before anything of the product is imported. */
export function plant(planted: Planted): void {
  const [url, source] = [new URL(planted.file, root).href, laidOver(planted)]
  registerHooks({
    load(asked, context, nextLoad) {
      const loaded = nextLoad(asked, context)
      return asked === url ? { ...loaded, source } : loaded
    },
  })
}

import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The files that the program is shipped with, by folder: full paths, in the order of their names. */
export async function shippedFiles(
  folder: 'packs' | 'packs/overlays' | 'flows' | 'replies' | 'resources',
): Promise<string[]> {
  const at = join(packageRoot(), 'fixtures', folder)
  return (await readdir(at))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(at, name))
}

/** Where package.json lies: above dist/ in a build, above src/ from sources. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder)
    if (above === folder) throw new Error('the program has lost its package.json')
    folder = above
  }
  return folder
}

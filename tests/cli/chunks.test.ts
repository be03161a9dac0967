import { readdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { program } from './butler.ts'

const folder = dirname(program)
const files = readdirSync(folder).filter((name) => name.endsWith('.js'))
const textOf = (name: string) => readFileSync(`${folder}/${name}`, 'utf8')

/** The files of the built program that are loaded with one, by the imports at its top. */
function loadedWith(name: string): Set<string> {
  const loaded = new Set([name])
  for (const one of loaded)
    for (const [, imported = ''] of textOf(one).matchAll(
      /(?:^|[;}])(?:import|export)[^;'"`()]*["'`]\.\/([^"'`]+)["'`]/g,
    ))
      loaded.add(imported)
  return loaded
}

test('only who opens the workstation loads React: of no verb and no endpoint does a word in common bring it along', () => {
  const withReact = files.filter((name) => textOf(name).includes('react.transitional.element'))
  expect(withReact).toEqual([expect.stringMatching(/^desk-/)])
  const loading = files.filter(
    (name) => !withReact.includes(name) && !loadedWith(name).isDisjointFrom(new Set(withReact)),
  )
  expect(loading.toSorted()).toEqual([expect.stringMatching(/^key-table-/), expect.stringMatching(/^open-/)])
})

test('Node’s own modules are taken as they are, not by ESM’s views of them, which ask for all that is in them', () => {
  expect(files.filter((name) => /(?:^|[;}])import[^;'"`()]*["'`]node:/.test(textOf(name)))).toEqual([])
})

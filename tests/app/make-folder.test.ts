import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { troubleOf } from '../../src/app/faults.ts'
import { createAuthority, openHome } from '../../src/app/home.ts'
import { beginMaking, makeFolder } from '../../src/app/make-folder.ts'
import { tempFolder } from '../cli/butler.ts'

const folder = tempFolder()

test.runIf(existsSync('/proc/self'))('where no folder can be made, that is said', async () => {
  const fault = await createAuthority('/proc/no/such').catch((thrown: unknown) => thrown)
  expect(troubleOf(fault, 'en')).toMatchObject({ exit: 1, message: 'no folder can be made here: /proc/no' })
})

test('what was made is taken away again, and nothing else', () => {
  const deep = join(folder, 'a', 'b')
  const begun = beginMaking(deep, (name) => name.startsWith('ours'))
  writeFileSync(join(deep, 'ours'), '')
  begun.undo()
  expect(readdirSync(folder)).toEqual([])
  expect(makeFolder(deep)).toEqual([join(folder, 'a'), deep])
  writeFileSync(join(deep, 'ours.before'), '')
  const again = beginMaking(deep, (name) => name.startsWith('ours'))
  for (const name of ['ours', 'theirs']) writeFileSync(join(deep, name), '')
  again.undo()
  expect(readdirSync(deep).toSorted()).toEqual(['ours.before', 'theirs'])
})

const someoneElse = 65_534

test.runIf(process.getuid?.() === 0)('a folder that may not be read is no folder without a home', async () => {
  const closed = join(folder, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  process.seteuid?.(someoneElse)
  try {
    const fault = await openHome(closed).catch((thrown: unknown) => thrown)
    expect(troubleOf(fault, 'en')?.message).toBe(`may not read or write here: ${join(closed, 'store')}`)
  } finally {
    process.seteuid?.(0)
  }
})

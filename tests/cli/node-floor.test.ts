import { execa } from 'execa'
import { expect, test } from 'vitest'
import { butler, node } from '../terminal.ts'

test('an older Node gets one sentence before anything native is loaded', async () => {
  const older = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.20.2'}})`
  const ended = await execa(node, ['--import', older, butler, 'queue', 'list'], { reject: false })
  expect(ended.exitCode).toBe(1)
  expect(ended.stderr).toBe('butler needs Node 22.14 or newer; this is 20.20.2.')
})

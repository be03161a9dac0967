import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { layDemo } from '../made.ts'
import { bareEnv, node, program, tempFolder } from './butler.ts'

test('terminal 14: a tail whose reader has gone ends with 0 and says nothing', async () => {
  const home = tempFolder()
  await layDemo(home)
  const tail = `"$1" "$2" --home "$3" tail --json --no-follow -n 100000`
  const ran = await execa(
    'bash',
    ['-c', `${tail} | head -1; echo "\${PIPESTATUS[0]}"`, '_', node, program, join(home, 'demo', 'authority')],
    { env: bareEnv, extendEnv: false },
  )
  const [first = '', status] = ran.stdout.split('\n')
  expect(JSON.parse(first)).toHaveProperty('cursor')
  expect(status).toBe('0')
  expect(ran.stderr).toBe('')
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeBookForStream, streamInto } from '../bench/import-stream.ts'
import { tempFolder } from './butler.ts'

const folder = tempFolder()

test.skipIf(process.platform !== 'linux')(
  'a stream of messages, most of them of no use, is read in memory that does not grow with it',
  { timeout: 120_000 },
  async () => {
    const home = join(folder, 'home')
    await makeBookForStream(home)
    const { rows, peakMb, grownMb } = await streamInto(home, 48e6, folder)
    // Of sixteen rows one is good; the first of all has the id that others repeat.
    expect(rows.rejected).toBe(rows.rows - Math.ceil(rows.rows / 16))
    expect(rows).toMatchObject({ added: Math.ceil(rows.rows / 16), unchanged: 0 })
    expect(peakMb).toBeLessThan(300)
    expect(grownMb).toBeLessThan(40)
    expect(readdirSync(folder)).toContain('conversations.rejects.csv')
    const [, first = ''] = readFileSync(join(folder, 'conversations.rejects.csv'), 'utf8').split(/\r\n(?=[UGTB]\d)/)
    expect(first).toContain('出院小结')
  },
)

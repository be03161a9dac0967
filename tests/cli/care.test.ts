import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { jsonLines, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'
import { makeTeam } from './team.ts'

const authority = join(tempFolder(), 'authority')
const team = (...args: string[]) => butler(['--home', authority, ...args])
const help = ['--where', '江边公园南门', '--what', '胸口剧痛', '--basis', 'emergency', '--phone', '13600001111']

beforeAll(() => makeTeam(authority))

test('somebody who is no customer is entered, listed with the day until which, and not deleted before it', async () => {
  const tried = await team('--as', 'B001', 'care', 'begin', '路人甲', ...help, '--dry-run')
  expect(tried).toMatchObject({ code: 0, out: '' })
  expect((await team('care', 'list')).err).toContain('Nobody')
  const { out, code } = await team('--as', 'B001', 'care', 'begin', '路人甲', ...help)
  const [customerId = '', caseId = ''] = out.trim().split('\t')
  expect(code).toBe(0)
  const [listed] = jsonLines((await team('care', 'list', '--json')).out)
  expect(listed).toMatchObject({
    customerId,
    name: '路人甲',
    phone: '136****1111',
    basis: 'emergency',
    ownerId: 'B001',
  })
  expect((await team('case', 'show', caseId, '--json')).out).toContain('胸口剧痛')
  expect(await team('--as', 'S001', 'care', 'forget', customerId)).toMatchObject({
    code: 6,
    err: expect.stringContaining('care.not-over') as string,
  })
  expect(await team('--as', 'B001', 'care', 'keep', customerId)).toMatchObject({ code: 6 })
  expect(await team('--as', 'B001', 'care', 'begin', '路人乙', '--where', 'x', '--what', 'y')).toMatchObject({
    code: 2,
  })
})

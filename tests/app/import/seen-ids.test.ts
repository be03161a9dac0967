import { expect, test } from 'vitest'
import { SeenIds } from '../../../src/app/import/seen-ids.ts'

test('each of 200,000 ids is new once, however alike they are', () => {
  const seen = new SeenIds()
  const ids = Array.from({ length: 200_000 }, (_, at) => [`K${at}`, `${at}`, `客户-${at}`, `${at}-0`][at % 4] ?? '')
  expect(ids.filter((id) => !seen.add(id))).toEqual([])
  expect(ids.filter((id) => seen.add(id))).toEqual([])
  expect(['', 'K', 'k', 'KK'].map((id) => seen.add(id))).toEqual([true, true, true, true])
})

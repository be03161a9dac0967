import { expect, test } from 'vitest'
import { isMasked, maskIdNumber, maskPhone, maskRow, type Viewer, viewerOf } from '../../../src/core/customer/mask.ts'
import { customerEntities, syncedEntities } from '../../../src/core/entities.ts'
import { entities } from '../../../src/core/entity-schemas.ts'
import { roles } from '../../../src/core/staff/roles.ts'
import { scopesOfStaff } from '../../../src/core/scope.ts'

const probe = '13900001234'

/** What happens to a text in the column on its way to the viewer. */
function treatmentOf(viewer: Viewer, entity: (typeof syncedEntities)[number], column: string): string {
  const holdsCustomers = viewer === 'colleague' || scopesOfStaff({ id: 'x', role: viewer }).length > 1
  if (!holdsCustomers && (customerEntities as readonly string[]).includes(entity)) return 'absent'
  const value = (maskRow(viewer, entity, { [column]: probe }) as Record<string, unknown>)[column]
  return value === probe ? 'plain' : value === null ? 'absent' : 'masked'
}

test('every column of every row that a desk may hold has been decided about, for every role', async () => {
  const viewers: Viewer[] = [...roles, 'colleague']
  const lines = syncedEntities.flatMap((entity) =>
    Object.keys(entities[entity].shape).map((column) => {
      const treated = viewers.map((viewer) => treatmentOf(viewer, entity, column))
      return [`${entity}.${column}`.padEnd(28), ...treated.map((one) => one.padEnd(10))].join(' ').trimEnd()
    }),
  )
  const title = [''.padEnd(28), ...viewers.map((viewer) => viewer.padEnd(10))].join(' ').trimEnd()
  await expect(`${[title, ...lines].join('\n')}\n`).toMatchFileSnapshot('../../../fixtures/endpoint/columns.txt')
})

test('a mask hides the middle, and what is masked already stays as it is', () => {
  for (const [phone, masked] of [
    ['13812345678', '138****5678'],
    ['+8613812345678', '+86138****5678'],
    ['021-1234', '****34'],
    ['12345', '****45'],
  ] as const) {
    expect(maskPhone(phone)).toBe(masked)
    expect(maskPhone(masked)).toBe(masked)
    expect(isMasked(masked)).toBe(true)
  }
  for (const number of ['000000198804120001', 'A123456(7)', '12345', '1']) {
    const masked = maskIdNumber(number)
    expect(maskIdNumber(masked)).toBe(masked)
    expect(masked).toHaveLength(number.length)
    expect(isMasked(masked) && !isMasked(number)).toBe(true)
  }
})

test('a row is seen by role, and a butler sees the phones of the own book alone', () => {
  const row = { id: 'c.1', ownerId: 'b1', phone: '13812345678', idNumber: null, name: '陈大文' }
  const seen = (staffId: string, role: (typeof roles)[number]) =>
    maskRow(viewerOf({ staffId, role }, row.ownerId), 'customer', row).phone
  expect(seen('b1', 'butler')).toBe('13812345678')
  expect(seen('b2', 'butler')).toBe('138****5678')
  expect(seen('x1', 'expert')).toBe('138****5678')
  expect(seen('q1', 'inspector')).toBe(null)
  expect(maskRow('expert', 'customer', row)).toMatchObject({ idNumber: null, name: '陈大文' })
  expect(row.phone).toBe('13812345678')
})

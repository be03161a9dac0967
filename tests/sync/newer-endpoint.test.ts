import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { accepted, makeWorld } from '../world.ts'

const strange = { id: 'k1', name: '以后才有的' }

/** A network behind which a newer endpoint stands: it tells rows of a kind that no desk of today knows. */
function newer() {
  const files = new Map<string, Buffer>()
  const told = (body: unknown) =>
    new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } })
  return async (url: string, init: RequestInit) => {
    const { pathname, searchParams } = new URL(url)
    const file = files.get(searchParams.get('id') ?? '')
    if (file) return new Response(new Uint8Array(file))
    const response = await fetch(url, init)
    if (!response.ok) return response
    if (pathname === '/v1/pull') {
      const body = (await response.json()) as { puts: object; gone: object[] }
      return told({
        ...body,
        puts: { ...body.puts, kite: [strange] },
        gone: [...body.gone, { entity: 'kite', id: '2' }],
      })
    }
    if (pathname === '/v1/digest') {
      const body = (await response.json()) as { differs: string[] }
      return told({ ...body, differs: [...body.differs, 'kite'] })
    }
    if (pathname !== '/v1/snapshot') return response
    const offer = (await response.json()) as { id: string }
    const whole = await fetch(`${new URL('/v1/snapshot', url).href}?id=${offer.id}`, { headers: init.headers ?? {} })
    const lines = gunzipSync(Buffer.from(await whole.arrayBuffer()))
      .toString()
      .trim()
      .split('\n')
    const { end } = JSON.parse(lines.pop() ?? '') as { end: Record<string, unknown> }
    const columns = Object.keys(strange).sort()
    const row = JSON.stringify(columns.map((column) => strange[column as 'id']))
    const sum = createHash('sha256').update(row).digest('hex').slice(0, 16)
    const more = [{ entity: 'kite', rows: [strange] }, { end: { ...end, kite: { columns, rows: 1, digest: sum } } }]
    const bytes = gzipSync(`${[...lines, ...more.map((one) => JSON.stringify(one))].join('\n')}\n`)
    files.set(offer.id, bytes)
    return told({ ...offer, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
  }
}

test('a desk takes in what it knows from a newer endpoint, and passes over kinds of rows that it does not know', async () => {
  await using world = await makeWorld()
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文'])
  const desk = await world.desk('b1', { net: newer() })
  await desk.sync.once()
  expect((await desk.query.all('customer')).map(({ name }) => name)).toEqual(['陈大文'])
  await world.addCustomers('b1', ['李小红'])
  await desk.sync.once()
  expect((await desk.query.all('customer')).map(({ name }) => name)).toEqual(['李小红'])
  // When the rows are compared, what it cannot hold is no reason to read everything anew.
  accepted(await desk.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: '在' }))
  world.clock.advance(25 * 3_600_000)
  expect(await desk.sync.once()).toEqual({ sent: 1, mended: [] })
})

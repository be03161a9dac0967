import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { createAuthority, openHome } from '../../src/app/home.ts'
import { butler, node } from '../terminal.ts'

/** Prose of a long message: line breaks of both kinds, quotes in quotes, commas, Han and letters. */
const prose =
  '管家您好，附上""出院小结""的全文：\r\n1. 入院诊断, 见第二页；\n2. The bill of 28,632.45 yuan is attached.\t谢谢。'

function longText(length: number): string {
  return prose
    .repeat(Math.ceil(length / prose.length))
    .slice(0, length)
    .replace(/"+$/, '')
}

const [longest, middling] = [longText(7_000), longText(2_000)]

/**
 * One row of an export of messages that is mostly of no use, so that what is kept of it stays small: of sixteen one is good (new, or the
 * same as before where it was imported before), the rest have no time that can be read, a customer whom nobody knows, an id that was
 * there already, or too few cells.
 */
function rowOf(at: number): string {
  const row = (id: string, customer: string, when: string, said: string) =>
    `${id},V${at >> 8},${customer},微信,客户,${when},"${said}"\r\n`
  const when = '2026-11-20 09:05:00'
  switch (at % 16) {
    case 0:
      return row(`G${at}`, 'C0001', when, '已收到，谢谢')
    case 1:
    case 2:
    case 3:
      return row(`U${at}`, `N${at}`, when, middling)
    case 4:
    case 5:
      return row('G0', 'C0001', when, middling)
    case 6:
      return `T${at},V1\r\n`
    default:
      return row(`B${at}`, 'C0001', '昨天', longest)
  }
}

const head = '消息编号,会话编号,客户编号,渠道,方向,时间,内容\r\n'

/** An authority of one butler and the one customer whom the stream knows. */
export async function makeBookForStream(folder: string): Promise<void> {
  await createAuthority(folder)
  const home = await openHome(folder)
  await home.execute('staff.add', { id: 'b1', name: '测试管家', role: 'butler' })
  const rows = [{ externalId: 'C0001', name: '示例客户', owner: 'b1' }]
  await home.execute('import.rows', { kind: 'customers', source: 'test', number: 0, rows })
  await home.close()
}

/** `grownMb`: by how much the memory of the last third was above that of the second. `rows` as the report counts them. */
export type Streamed = {
  megabytes: number
  seconds: number
  peakMb: number
  grownMb: number
  rows: { rows: number; added: number; unchanged: number; rejected: number }
}

/** So many bytes into `butler import` of a home, made while they are read; nothing of it lies on a disk but the rejects, in `cwd`. */
export async function streamInto(home: string, bytes: number, cwd: string): Promise<Streamed> {
  const args = ['--home', home, 'import', 'conversations', '-', '--json']
  const from = performance.now()
  const child = spawn(node, [butler, ...args], { cwd, stdio: ['pipe', 'pipe', 'pipe'] })
  const said = Promise.all([text(child.stdout), text(child.stderr)])
  const ended = once(child, 'close')
  const megabytesOf = (name: string) => {
    const [, kilobytes = '0'] =
      new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? []
    return Number(kilobytes) / 1_024
  }
  let [peakMb, written]: [number, number] = [0, 0]
  const most = [0, 0, 0]
  child.stdin.on('error', () => undefined)
  child.stdin.write(head)
  for (let at = 0; written < bytes && child.exitCode === null;) {
    const lines: string[] = []
    for (let size = 0; size < 1 << 20; at++) {
      const line = rowOf(at)
      size += Buffer.byteLength(line)
      lines.push(line)
    }
    const block = Buffer.from(lines.join(''))
    written += block.length
    if (!child.stdin.write(block)) await Promise.race([once(child.stdin, 'drain'), ended])
    if (child.exitCode !== null) break
    const third = Math.min(2, Math.floor((3 * written) / bytes))
    most[third] = Math.max(most[third] ?? 0, megabytesOf('VmRSS'))
    peakMb = megabytesOf('VmHWM')
  }
  child.stdin.end()
  await ended
  const [out, err] = await said
  const report = JSON.parse(out || '{}') as { ok?: boolean } & Streamed['rows']
  if (!report.ok) throw new Error(`the stream was not imported: ${out}${err}`)
  return {
    megabytes: written / 1e6,
    seconds: (performance.now() - from) / 1_000,
    ...{ peakMb, grownMb: (most[2] ?? 0) - (most[1] ?? 0), rows: report },
  }
}

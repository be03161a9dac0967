import { constants } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import type { Language } from '../../core/language.ts'
import { w } from '../../core/language.ts'
import { caIn } from '../credentials.ts'
import { troubleOf } from '../faults.ts'
import { openHome } from '../home.ts'
import { netTo } from '../net.ts'
import { finding, type Finding } from './finding.ts'

const [fewBytes, tooFewBytes] = [1_000_000_000, 50_000_000]
const patienceMs = 3_000
/** The header that tells the time has whole seconds. */
const noticedSkewMs = 5_000

/** The folder, the book in it, the disk below, and the endpoint that a desk belongs to. */
export async function homeFindings(folder: string, language: Language): Promise<Finding[]> {
  const title = w('Data folder', '数据文件夹', '資料夾')
  const missing = await failed(access(folder, constants.R_OK | constants.W_OK))
  if (missing) {
    const why = troubleOf(missing, language)?.message ?? missing.message
    const isThere = !('code' in missing && missing.code === 'ENOENT')
    const begin = w(
      'there is nothing here yet: begin with butler demo, butler join or butler staff add',
      '这里还没有数据：请先用 butler demo、butler join 或 butler staff add',
      '這裡還沒有資料：請先用 butler demo、butler join 或 butler staff add',
    )
    return [finding('home', title, folder, isThere ? 'fault' : 'note', isThere ? w(why, why, why) : begin)]
  }
  return [finding('home', title, folder), await diskFinding(folder), ...(await bookFindings(folder, language))]
}

async function diskFinding(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  const state = free < tooFewBytes ? 'fault' : free < fewBytes ? 'note' : 'ok'
  const advice = state === 'ok' ? null : w('make room on this disk', '请清理磁盘空间', '請清理磁碟空間')
  return finding('disk', w('Free disk', '磁盘剩余', '磁碟剩餘'), `${(free / 1e9).toFixed(1)} GB`, state, advice)
}

async function bookFindings(folder: string, language: Language): Promise<Finding[]> {
  const title = w('Book', '客户资料', '客戶資料')
  try {
    const home = await openHome(folder)
    try {
      const { customers } = await home.query.counts()
      const { refused } = await home.query.outboxCounts()
      const left = refused > 0 ? w('see butler outbox list', '见 butler outbox list', '見 butler outbox list') : null
      return [
        finding('book', title, `${home.kind}, ${customers}`),
        finding(
          'refused',
          w('Refused commands', '被拒绝的操作', '被拒絕的操作'),
          String(refused),
          left ? 'note' : 'ok',
          left,
        ),
        ...(home.endpoint ? await endpointFindings(folder, home.endpoint) : []),
      ]
    } finally {
      await home.close()
    }
  } catch (fault) {
    const why = troubleOf(fault, language)?.message ?? String(fault)
    return [finding('book', title, '-', 'fault', w(why, why, why))]
  }
}

async function endpointFindings(folder: string, endpoint: string): Promise<Finding[]> {
  const title = w('Endpoint', '服务端', '伺服端')
  const asked = Date.now()
  try {
    const answer = await netTo(caIn(folder))(new URL('/healthz', endpoint).href, {
      signal: AbortSignal.timeout(patienceMs),
    })
    const took = Date.now() - asked
    const at = Date.parse(answer.headers.get('date') ?? '')
    return [
      finding('endpoint', title, `${endpoint} ${took} ms`),
      ...(Number.isNaN(at) ? [] : [skewFinding(at - asked - took / 2)]),
    ]
  } catch {
    const unreachable = w(
      'it does not answer: work goes on here and is sent later; is it running, and is there a way to it?',
      '没有应答：可继续工作，稍后自动发送；请确认服务端在运行、网络可达',
      '沒有回應：可繼續工作，稍後自動送出；請確認伺服端在執行、網路可達',
    )
    return [finding('endpoint', title, endpoint, 'fault', unreachable)]
  }
}

function skewFinding(skewMs: number): Finding {
  const seconds = Math.round(skewMs / 1_000)
  const isFine = Math.abs(skewMs) < noticedSkewMs
  const advice = w(
    'what is shown goes by the endpoint’s clock; set this machine’s right (NTP)',
    '时间以服务端为准；请校准本机时钟（NTP）',
    '時間以伺服端為準；請校準本機時鐘（NTP）',
  )
  const title = w('Clock against the endpoint', '与服务端的时差', '與伺服端的時差')
  return finding('clock', title, `${isFine ? 0 : seconds} s`, isFine ? 'ok' : 'note', isFine ? null : advice)
}

async function failed(done: Promise<unknown>): Promise<Error | null> {
  try {
    await done
    return null
  } catch (fault) {
    return fault instanceof Error ? fault : new Error(String(fault))
  }
}

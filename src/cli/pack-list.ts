import { momentText } from '../app/language/reasons.ts'
import { w } from '../core/language.ts'
import type { Words } from '../core/language.ts'
import type { Overlay } from '../core/product/overlay.ts'
import { printHeading, printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declarePackList(pack: Command, cli: Cli): void {
  const list = w(
    'installed products, overlays, and proposals that wait for approval',
    '已安装的产品、责任扩展与待批申请',
    '已安裝的產品、責任擴展與待核准申請',
  )
  withJson(declare(pack, 'list', list, cli), cli).action(cli.verb(listPacks))
}

/** With `--json` one NDJSON list of all three, told apart by `is`; in a pipe the same by the first column. */
function listPacks(session: Session): Promise<void> {
  return session.withHome(async (home) => {
    const staff = new Map((await home.query.all('staff')).map(({ id, name }) => [id, name]))
    const revisions = Map.groupBy(await home.query.all('packRevision'), ({ productCode }) => productCode)
    const products = (await home.query.all('product')).map(({ id, name, insurer, revision, sha256 }) => {
      const earlier = (revisions.get(id) ?? []).map((one) => one.revision).toSorted()
      return { is: 'product' as const, id, name, insurer, revision, sha256, earlier }
    })
    const overlays = (await home.query.all('overlay')).map(
      ({ id, name, announcedOn, withdrawnOn, installedAt, sha256, definition }) => {
        const { products, diagnosed } = definition as Overlay
        return {
          is: 'overlay' as const,
          ...{ id, name, products, diagnosed, announcedOn, withdrawnOn, installedAt, sha256 },
        }
      },
    )
    const proposals = (await home.query.all('packProposal'))
      .filter(({ state }) => state === 'waiting')
      .map(({ id, kind, subject, revision, sha256, proposedBy, proposedAt }) => ({
        is: 'proposal' as const,
        ...{ id, kind, subject, revision, sha256, proposedBy, proposedAt },
      }))
    const kind = (words: Words) => ({ title: w('Kind', '类别', '類別'), text: () => session.word(words) })
    printHeading(session, w('Products', '产品', '產品'))
    printRows(session, products, [
      kind(w('product', '产品', '產品')),
      { title: w('Code', '代码', '代碼'), text: ({ id }) => id },
      { title: w('Revision', '版本', '版本'), text: ({ revision }) => revision },
      { title: w('Name', '名称', '名稱'), text: ({ name }) => name, isFlexible: true },
      { title: w('Earlier', '历史版本', '歷史版本'), text: ({ earlier }) => earlier.join(' ') },
    ])
    printHeading(session, w('Overlays', '责任扩展', '責任擴展'))
    printRows(session, overlays, [
      kind(w('overlay', '责任扩展', '責任擴展')),
      { title: w('Overlay', '编号', '編號'), text: ({ id }) => id },
      { title: w('Announced', '公告日', '公告日'), text: ({ announcedOn }) => announcedOn },
      { title: w('Diagnosed', '确诊期间', '確診期間'), text: ({ diagnosed: { from, to } }) => `${from}…${to}` },
      { title: w('Products', '产品', '產品'), text: ({ products = [] }) => products.join(' ') },
      { title: w('Withdrawn', '撤回日', '撤回日'), text: ({ withdrawnOn }) => withdrawnOn ?? '' },
      { title: w('Name', '名称', '名稱'), text: ({ name }) => name, isFlexible: true },
    ])
    printHeading(session, w('Waiting for approval', '待批申请', '待核准申請'))
    printRows(session, proposals, [
      kind(w('proposal', '申请', '申請')),
      { title: w('Proposal', '申请编号', '申請編號'), text: ({ id }) => id },
      { title: w('Of', '对象', '對象'), text: ({ subject }) => subject },
      { title: w('Revision', '版本', '版本'), text: ({ revision }) => revision ?? '' },
      { title: w('Proposed by', '提交人', '提交人'), text: ({ proposedBy }) => staff.get(proposedBy) ?? proposedBy },
      { title: w('At', '时间', '時間'), text: ({ proposedAt }) => momentText(proposedAt) },
    ])
  })
}

import type { Tx } from '../command.ts'
import type { Words } from '../language.ts'
import { refuse, type Refusal } from '../refusal.ts'
import type { Flow } from './flow.ts'
import type { Escalation } from './schema.ts'

/** What an `evidence` field may point at: rows of the run's customer. */
export const evidenceKinds = ['message', 'document', 'judgement'] as const
type EvidenceKind = (typeof evidenceKinds)[number]

export const evidenceWords: Record<EvidenceKind, Words> = {
  message: { en: 'messages', 'zh-Hans': '消息', 'zh-Hant': '訊息' },
  document: { en: 'documents', 'zh-Hans': '材料', 'zh-Hant': '文件' },
  judgement: { en: 'judgements', 'zh-Hans': '初步判断', 'zh-Hant': '初步判斷' },
}

/** A link as it is stored: `message:<id>`. */
export function linkTo(kind: EvidenceKind, id: string): string {
  return `${kind}:${id}`
}

/** Null for a text that is no link. */
export function readLink(text: string): { kind: EvidenceKind; id: string } | null {
  const at = text.indexOf(':')
  const kind = evidenceKinds.find((one) => one === text.slice(0, at))
  const id = text.slice(at + 1)
  return kind && id !== '' ? { kind, id } : null
}

/** Refuses links to what is not there, or is another customer's; null when all of them lead somewhere. */
export async function whyNoEvidence(
  tx: Pick<Tx, 'get'>,
  flow: Flow,
  customerId: string,
  fields: Escalation['fields'],
): Promise<Refusal | null> {
  for (const { id: field, type } of flow.fields) {
    const links = fields[field]
    if (type !== 'evidence' || !Array.isArray(links)) continue
    for (const link of links) {
      const read = readLink(String(link))
      const row = read && (await tx.get(read.kind, read.id))
      if (row?.customerId !== customerId)
        return refuse('escalation.bad-field', { field, expected: 'evidenceOfCustomer', link })
    }
  }
  return null
}

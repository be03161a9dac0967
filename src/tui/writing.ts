import type { Binding } from './binding.ts'

/** The keys that change something, beside those that are dangerous: they are gone where a person only looks. */
const writing = new Set([
  ...['reply', 'note', 'promise.make', 'promise.keep', 'promise.confirm', 'case.take', 'case.hold', 'undo'],
  ...['customer.reveal', 'claim.intake', 'claim.step', 'escalate', 'field.fill'],
  ...['documents.received', 'documents.accepted', 'documents.unreadable', 'documents.add'],
  ...['dispute.step', 'dispute.answer', 'checklist.yes', 'checklist.no', 'checklist.choose', 'checklist.type'],
  ...['checklist.unknown', 'reply.edit', 'directory.add', 'complaint.register'],
  ...['conversation.call', 'conversation.tag', 'conversation.case'],
  ...['care.begin', 'care.extend', 'goodwill.pay', 'scheme.propose', 'scheme.grant'],
  ...['board.message', 'handover.accept', 'line.read'],
])

export function isWriting({ id, isDanger }: Pick<Binding, 'id' | 'isDanger'>): boolean {
  return isDanger === true || writing.has(id)
}

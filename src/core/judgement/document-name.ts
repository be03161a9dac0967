import { documentsOfCare } from './document-of-care.ts'
import { documentsOfLoss } from './document-of-loss.ts'
import type { KnownDocument } from './known-document.ts'

/** The documents that packs name by code alone (理赔材料). */
const knownDocuments: ReadonlyMap<string, KnownDocument> = new Map(
  Object.entries({ ...documentsOfCare, ...documentsOfLoss }),
)

export function knownDocument(code: string): KnownDocument | undefined {
  return knownDocuments.get(code)
}

/** Whether packs may name this document by its code alone. */
export function isKnownDocument(code: string): boolean {
  return knownDocuments.has(code)
}

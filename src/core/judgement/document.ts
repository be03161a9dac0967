import type { PackDocument, Terms } from '../product/pack.ts'
import { knownDocument } from './document-name.ts'
import { evaluate } from './evaluate.ts'
import type { Facts } from './fact-value.ts'
import type { RequestedDocument } from './judgement.ts'

/** The one complete request (保险法 22): the base documents and those whose condition the known facts make true. */
export function documentsOf(terms: Terms, facts: Facts): readonly RequestedDocument[] {
  const scope = { facts, params: terms.params }
  return terms.documents
    .filter((document) => document.when === undefined || evaluate(document.when, scope).value === true)
    .map(requested)
}

function requested(document: PackDocument): RequestedDocument {
  const fromVocabulary = knownDocument(document.code)
  const name = document.name ?? fromVocabulary?.name
  const why = document.why ?? fromVocabulary?.why
  if (name === undefined || why === undefined) throw new Error(`document ${document.code} has no name or reason`)
  return { code: document.code, name, why, clause: document.clause }
}

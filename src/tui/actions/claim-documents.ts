import { factSpec } from '../../core/judgement/fact.ts'
import { canonicalJson } from '../../core/canonical-json.ts'
import { type App, give, refresh, say, whileOpening, wordsOf } from '../app.ts'
import { type DocumentItem, documentItems } from '../present/document-lines.ts'
import { topScreen } from '../state.ts'
import { deskOf } from './claim-tabs.ts'
import { choose, confirm, prompt } from './overlay.ts'
import { askedOf } from '../thing.ts'

function selected(app: App): DocumentItem | undefined {
  const state = app.store.get()
  const top = topScreen(state)
  const desk = deskOf(state)
  return desk && top.is === 'documents' ? documentItems(desk)[top.cursor.index] : undefined
}

/** Sends the one complete request, after a question: it is frozen then. What goes out stands beside the list. */
export function askDocuments(app: App): void {
  const state = app.store.get()
  const words = wordsOf(state)
  const desk = deskOf(state)
  if (!desk) return
  if (desk.steps.some(({ kind }) => kind === 'documentsAsked')) return say(app, words.documents.frozen, 'warn')
  if (desk.toAsk.length === 0) return say(app, words.documents.none, 'warn')
  const codes = desk.toAsk.map(({ code }) => code)
  // In the language that the customer writes, as it stands beside the list.
  const args = { claimId: desk.claim.id, codes, language: desk.customerLanguage ?? state.language }
  confirm(app, askedOf(state, words.ask.askDocuments(codes.length)), async () => {
    await give(app, 'claim.askDocuments', args, words.said.sent)
  })
}

/** Notes where the chosen document stands; what is wrong with an unreadable one is asked for. */
export function markDocument(app: App, mark: 'received' | 'unreadable' | 'accepted'): void | Promise<void> {
  const words = wordsOf(app.store.get())
  const desk = deskOf(app.store.get())
  const item = selected(app)
  if (!desk || !item) return undefined
  const put = (note: string | null) =>
    whileOpening(
      app,
      give(app, 'claim.markDocument', { claimId: desk.claim.id, code: item.code, state: mark, note }, null).then(
        (outcome) => (outcome?.ok ? refresh(app) : undefined),
      ),
    )
  if (mark === 'unreadable') return prompt(app, words.ask.unreadable, '', '', put)
  return put(null)
}

/** Asks for one document more: which, because of which new fact, and why. */
export function addDocument(app: App): void {
  const state = app.store.get()
  const { language } = state
  const words = wordsOf(state)
  const desk = deskOf(state)
  if (!desk) return
  const asked = desk.steps.find(({ kind }) => kind === 'documentsAsked')
  if (!asked) return say(app, words.documents.notYet, 'warn')
  const before = (asked.data['facts'] ?? {}) as Record<string, never>
  const fresh = Object.keys(desk.claim.facts).filter(
    (fact) => canonicalJson(before[fact] ?? null) !== canonicalJson(desk.claim.facts[fact] ?? null),
  )
  if (fresh.length === 0) return say(app, words.documents.noNewFact, 'warn')
  if (desk.toAsk.length === 0) return say(app, words.documents.none, 'warn')
  const documents = desk.toAsk.map(({ code, name }) => ({ id: code, label: name[language] }))
  choose(app, words.documents.which, documents, false, ([code]) => {
    const facts = fresh.map((fact) => ({ id: fact, label: factSpec(fact)?.label[language] ?? fact }))
    choose(app, words.documents.newFact, facts, false, ([fact]) => {
      prompt(app, words.documents.whyMore, '', '', async (reason) => {
        await give(
          app,
          'claim.addDocument',
          { claimId: desk.claim.id, code, fact, reason, language: desk.customerLanguage ?? language },
          words.said.sent,
        )
        await refresh(app)
      })
    })
  })
}

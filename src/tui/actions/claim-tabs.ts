import type { ClaimDesk } from '../../app/claim-desk.ts'
import { labels } from '../../app/language/labels.ts'
import { type App, reload, say, whileOpening, wordsOf } from '../app.ts'
import { type Screen, type State, start, topScreen } from '../state.ts'
import { noteLook } from './look.ts'
import { choose } from './overlay.ts'

/** The four screens of one claim, in the order in which Tab goes through them. */
export const claimTabs = ['checklist', 'documents', 'claim', 'dispute'] as const
export type ClaimTab = (typeof claimTabs)[number]

export function isClaimTab(is: Screen['is']): is is ClaimTab {
  return (claimTabs as readonly string[]).includes(is)
}

/** The claim's desk on the top screen; null where there is none (yet). */
export function deskOf(state: State): ClaimDesk | null {
  const top = topScreen(state)
  if (top.is !== 'checklist' && top.is !== 'documents' && top.is !== 'claim' && top.is !== 'dispute') return null
  return top.data && top.data !== 'gone' ? top.data : null
}

export function claimScreen(is: ClaimTab, claimId: string, data: ClaimDesk | null): Screen {
  return is === 'checklist' ? { is, claimId, fact: null, data } : { is, claimId, cursor: start, data }
}

/** Tab: the next screen of the same claim, in the place of this one; Shift-Tab the one before. */
export function turnTab(app: App, by: 1 | -1): Promise<void> {
  const state = app.store.get()
  const top = topScreen(state)
  if (!isClaimTab(top.is) || !('claimId' in top)) return Promise.resolve()
  const at = claimTabs.indexOf(top.is)
  const next = claimTabs[(at + by + claimTabs.length) % claimTabs.length] ?? 'checklist'
  return showTab(app, next, top.claimId ?? '')
}

/** Puts a screen of a claim in the place of the one on top. */
export function showTab(app: App, tab: ClaimTab, claimId: string): Promise<void> {
  const before = topScreen(app.store.get())
  const isOther = !('claimId' in before) || before.claimId !== claimId
  app.store.set((state) => {
    const data = deskOf(state)
    const screen = claimScreen(tab, claimId, data?.claim.id === claimId ? data : null)
    return { ...state, stack: [...state.stack.slice(0, -1), screen], scroll: 0, overlay: null, notice: null }
  })
  const looking = isOther ? noteLook(app, claimScreen(tab, claimId, null)) : Promise.resolve()
  return whileOpening(
    app,
    looking.then(() => reload(app)),
  )
}

/** Goes over to another claim on the same event, on the same screen. */
export function otherClaim(app: App): void | Promise<void> {
  const state = app.store.get()
  const words = wordsOf(state)
  const desk = deskOf(state)
  const top = topScreen(state)
  if (!desk || !isClaimTab(top.is)) return undefined
  const tab = top.is
  const [only, ...more] = desk.beside
  if (!only) return say(app, words.said.noOtherClaim, 'warn')
  if (more.length === 0) return showTab(app, tab, only.claim.id)
  const options = desk.beside.map(({ claim, productName, policy }) => ({
    id: claim.id,
    label: `${productName} ${policy?.number ?? ''} ${labels.claimState[claim.state][state.language]}`,
  }))
  return choose(app, words.claim.beside, options, false, ([id]) => showTab(app, tab, id ?? ''))
}

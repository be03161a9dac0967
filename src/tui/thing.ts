import { fitCells, stripUnsafe } from '../app/cells.ts'
import { commandWords } from '../app/language/events.ts'
import { caseOf, currentStep, selectedApproval, selectedEntry, selectedScheme } from './selection.ts'
import { type State, topScreen } from './state.ts'

const mostCells = 24

/** What a danger on the top screen is done to, in a few words; nothing where no question is asked about one thing. */
export function thingOf(state: State): string {
  const { language } = state
  const top = topScreen(state)
  switch (top.is) {
    case 'checklist':
    case 'documents':
    case 'claim':
    case 'dispute':
      return short(top.data && top.data !== 'gone' ? top.data.customer.name : '')
    case 'escalation': {
      const flow = top.data && top.data !== 'gone' ? top.data.flow.name[language] : ''
      return short(currentStep(top)?.name[language] ?? flow)
    }
    case 'reply':
      return short(top.data && top.data !== 'gone' ? top.data.record.customer.name : '')
    case 'approvals':
      return short(selectedApproval(top)?.about ?? '')
    case 'schemes':
      return short(selectedScheme(top)?.name ?? '')
    case 'outbox': {
      const { entry } = selectedEntry(state)
      return short(entry ? (commandWords[entry.name]?.[language] ?? entry.name) : '')
    }
    default:
      return short(caseOf(state)?.title ?? '')
  }
}

/** The question with the thing before it: nobody says yes to another than the one they mean. */
export function askedOf(state: State, question: string): string {
  const thing = thingOf(state)
  return thing ? `${thing} · ${question}` : question
}

function short(text: string): string {
  return fitCells(stripUnsafe(text), mostCells).trimEnd()
}

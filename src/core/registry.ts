import * as cases from './case/commands.ts'
import type { Command } from './command.ts'
import * as claims from './claim/commands.ts'
import * as conversations from './conversation/commands.ts'
import * as customers from './customer/commands.ts'
import * as escalations from './escalation/commands.ts'
import * as imports from './import/commands.ts'
import * as products from './product/commands.ts'
import * as staff from './staff/commands.ts'

const declared: Command[] = [
  staff.addStaff,
  staff.codeForStaff,
  staff.enrolDevice,
  staff.revokeStaff,
  customers.addNote,
  customers.saveDraft,
  customers.reassignCustomer,
  conversations.logMessage,
  cases.openCase,
  cases.takeCase,
  cases.releaseCase,
  cases.holdCase,
  cases.raiseCase,
  cases.handOverCase,
  cases.finishCase,
  claims.openClaim,
  claims.answerChecklist,
  claims.signJudgement,
  claims.noteRefusal,
  escalations.startEscalation,
  escalations.fillEscalation,
  escalations.finishEscalationStep,
  escalations.approveEscalation,
  escalations.refuseEscalation,
  escalations.sendEscalationMessage,
  products.installProduct,
  escalations.installFlow,
  imports.importRowsCommand,
]

/** Every command by name: all that can change data, from whichever face. */
export const commands: ReadonlyMap<string, Command> = new Map(declared.map((command) => [command.name, command]))

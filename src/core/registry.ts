import { reassignBook } from './book/commands.ts'
import * as cases from './case/commands.ts'
import type { Command } from './command.ts'
import * as claims from './claim/commands.ts'
import * as disputes from './claim/dispute-commands.ts'
import * as documents from './claim/document-commands.ts'
import * as insurer from './claim/insurer-commands.ts'
import * as telling from './claim/telling-commands.ts'
import { registerComplaint } from './complaint/commands.ts'
import * as conversations from './conversation/commands.ts'
import * as customers from './customer/commands.ts'
import * as care from './customer/care.ts'
import * as reveals from './customer/reveal.ts'
import * as duties from './duty/commands.ts'
import * as escalations from './escalation/commands.ts'
import * as goodwill from './goodwill/commands.ts'
import { recontactCustomer } from './escalation/recontact.ts'
import { dealWithLateness } from './escalation/late-command.ts'
import * as handovers from './handover/commands.ts'
import * as exports from './export/commands.ts'
import * as imports from './import/commands.ts'
import * as importRuns from './import/run.ts'
import * as outbox from './outbox/commands.ts'
import * as promises from './promise/commands.ts'
import * as products from './product/commands.ts'
import { withdrawOverlay } from './product/overlay-commands.ts'
import * as proposals from './product/proposal-commands.ts'
import * as replies from './reply/commands.ts'
import * as resources from './resource/commands.ts'
import * as roster from './roster/commands.ts'
import * as schemes from './scheme/commands.ts'
import { grantScheme } from './scheme/grant.ts'
import * as staff from './staff/commands.ts'
import { addStaffKey, removeStaffKey } from './staff/key.ts'
import { messageStaff, readStaffNote } from './staff/note.ts'

const declared: Command[] = [
  staff.addStaff,
  staff.codeForStaff,
  staff.enrolDevice,
  staff.revokeStaff,
  staff.revokeDevice,
  addStaffKey,
  removeStaffKey,
  messageStaff,
  readStaffNote,
  duties.setCapacity,
  duties.pauseIntake,
  duties.setBackup,
  duties.setAway,
  duties.setBack,
  duties.cover,
  customers.addNote,
  customers.saveDraft,
  customers.reassignCustomer,
  reassignBook,
  handovers.makeHandover,
  handovers.acceptHandover,
  handovers.refuseHandover,
  handovers.returnHandover,
  care.beginCare,
  care.extendCare,
  care.keepCare,
  care.forgetCare,
  reveals.revealField,
  reveals.alertReveals,
  conversations.logMessage,
  conversations.tagConversation,
  registerComplaint,
  cases.openCase,
  cases.takeCase,
  cases.takeOverCase,
  cases.releaseCase,
  cases.holdCase,
  cases.raiseCase,
  cases.handOverCase,
  cases.finishCase,
  promises.makePromise,
  promises.keepPromise,
  promises.confirmPromise,
  promises.releasePromise,
  promises.movePromise,
  claims.openClaim,
  claims.answerChecklist,
  claims.signJudgement,
  claims.handOverClaim,
  claims.closeClaim,
  documents.askDocuments,
  documents.addDocument,
  documents.markDocument,
  insurer.submitClaim,
  insurer.noteInsurerStatus,
  insurer.noteInsurerAsked,
  insurer.noteSupplied,
  insurer.noteAgreement,
  insurer.notePaid,
  insurer.noteRefusal,
  insurer.takeBackWord,
  telling.tellJudgement,
  telling.explainRefusal,
  disputes.openDispute,
  disputes.noteEvidence,
  disputes.sendRound,
  disputes.noteRoundAnswer,
  disputes.endDispute,
  escalations.startEscalation,
  escalations.fillEscalation,
  escalations.finishEscalationStep,
  escalations.approveEscalation,
  escalations.refuseEscalation,
  escalations.sendEscalationMessage,
  replies.sendReply,
  replies.copyReply,
  replies.installReply,
  resources.addResource,
  resources.verifyResource,
  resources.removeResource,
  roster.addShifts,
  roster.removeShift,
  goodwill.payGoodwill,
  goodwill.correctGoodwill,
  schemes.proposeScheme,
  schemes.approveScheme,
  schemes.refuseScheme,
  schemes.stopScheme,
  schemes.resumeScheme,
  grantScheme,
  dealWithLateness,
  recontactCustomer,
  products.installProduct,
  products.installOverlay,
  withdrawOverlay,
  proposals.proposePack,
  proposals.approvePack,
  proposals.refusePack,
  escalations.installFlow,
  exports.exportRecords,
  exports.exportCustomer,
  imports.importRowsCommand,
  importRuns.beginImport,
  importRuns.endImport,
  outbox.discardRefused,
  outbox.handRefused,
]

/** Every command by name: all that can change data, from whichever face. */
export const commands: ReadonlyMap<string, Command> = new Map(declared.map((command) => [command.name, command]))

import type { Cli, Command } from './verb.ts'

type Declare = (program: Command, cli: Cli) => void

/**
 * The verbs and groups of verbs, in the order of the help. One is loaded when it is called: a script that tails a queue does not
 * wait for what it takes to judge a claim.
 */
const verbs: Record<string, () => Promise<Declare>> = {
  demo: async () => (await import('./demo.ts')).declareDemo,
  serve: async () => (await import('./serve.ts')).declareServe,
  staff: async () => (await import('./staff.ts')).declareStaff,
  book: async () => (await import('./book.ts')).declareBook,
  handover: async () => (await import('./handover.ts')).declareHandover,
  board: async () => (await import('./board.ts')).declareBoard,
  desk: async () => (await import('./desk.ts')).declareDesk,
  join: async () => (await import('./join.ts')).declareJoin,
  sync: async () => (await import('./sync.ts')).declareSync,
  import: async () => (await import('./import.ts')).declareImport,
  export: async () => (await import('./export.ts')).declareExport,
  queue: async () => (await import('./queue.ts')).declareQueue,
  owed: async () => (await import('./owed.ts')).declareOwed,
  customer: async () => (await import('./customer.ts')).declareCustomer,
  policy: async () => (await import('./policy.ts')).declarePolicy,
  care: async () => (await import('./care.ts')).declareCare,
  case: async () => (await import('./case.ts')).declareCase,
  promise: async () => (await import('./promise.ts')).declarePromise,
  claim: async () => (await import('./claim.ts')).declareClaim,
  dispute: async () => (await import('./dispute.ts')).declareDispute,
  conversation: async () => (await import('./conversation.ts')).declareConversation,
  message: async () => (await import('./message.ts')).declareMessage,
  flow: async () => (await import('./flow.ts')).declareFlow,
  complaint: async () => (await import('./complaint.ts')).declareComplaint,
  reply: async () => (await import('./reply.ts')).declareReply,
  resource: async () => (await import('./resource.ts')).declareResource,
  roster: async () => (await import('./roster.ts')).declareRoster,
  special: async () => (await import('./special.ts')).declareSpecial,
  goodwill: async () => (await import('./goodwill.ts')).declareGoodwill,
  scheme: async () => (await import('./scheme.ts')).declareScheme,
  approvals: async () => (await import('./approvals.ts')).declareApprovals,
  pack: async () => (await import('./pack.ts')).declarePack,
  outbox: async () => (await import('./outbox.ts')).declareOutbox,
  tail: async () => (await import('./tail.ts')).declareTail,
  store: async () => (await import('./store.ts')).declareStore,
  backup: async () => (await import('./backup.ts')).declareBackup,
  restore: async () => (await import('./restore.ts')).declareRestore,
  doctor: async () => (await import('./doctor.ts')).declareDoctor,
  audit: async () => (await import('./audit.ts')).declareAudit,
  config: async () => (await import('./config.ts')).declareConfig,
  keys: async () => (await import('./keys.ts')).declareKeys,
  schema: async () => (await import('./schema.ts')).declareSchema,
  completion: async () => (await import('./completion.ts')).declareCompletion,
  man: async () => (await import('./man.ts')).declareMan,
}

/** What follows on one of these is its value and no verb. */
const takingValue = new Set(['--home', '--lang', '--as', '--theme', '--ambiguous-width'])
/** What can be said of the workstation itself, or asked of the program. */
const opening = new Set([
  ...takingValue,
  ...['-V', '--version'],
  ...['--no-color', '--readonly', '--plain', '--screen-reader', '--no-alt-screen'],
])

/** The verbs that a command line can mean: one where it names it, none where it names nothing, all where it asks for help or errs. */
export async function verbsMeant(argv: readonly string[]): Promise<Declare[]> {
  const word = argv.find((one, at) => !one.startsWith('-') && !takingValue.has(argv[at - 1] ?? ''))
  const named = word === undefined ? undefined : verbs[word]
  if (named) return [await named()]
  const asksForNothing = argv.every(
    (one, at) => opening.has(one.split('=')[0] ?? '') || takingValue.has(argv[at - 1] ?? ''),
  )
  return asksForNothing ? [] : Promise.all(Object.values(verbs).map((load) => load()))
}

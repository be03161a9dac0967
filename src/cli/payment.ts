import { dateAt } from '../core/civil-date.ts'
import { w } from '../core/language.ts'
import { give } from './give.ts'
import { civilDateArgument, wholeNumber } from './input.ts'
import type { Session } from './session.ts'
import type { Cli, Command, Written } from './verb.ts'

export type Paying = Written & { reference: string; fen?: number; on?: string }

/** A verb that enters a payment: its number, how much (`fenHelp`) and its day. */
export function withPayment(command: Command, fenHelp: string, cli: Cli): Command {
  return command
    .requiredOption('--reference <TEXT>', cli.word(w('number of the payment', '付款编号', '付款編號')))
    .option('--fen <N>', fenHelp, wholeNumber)
    .option(
      '--on <DATE>',
      cli.word(w('day of the payment; today', '支付日期；默认今天', '支付日期；預設今天')),
      civilDateArgument,
    )
}

/** Gives the command that enters a payment in the goodwill ledger and prints the entry's id. */
export function givePayment(session: Session, name: string, what: object, paying: Paying): Promise<number> {
  const { reference, fen: amountFen, on, dryRun } = paying
  return session.withHome((home) => {
    const args = { ...what, reference, amountFen, paidOn: on ?? dateAt(home.clock.now()) }
    return give(session, home, name, args, { dryRun, data: ['entryId'] })
  })
}

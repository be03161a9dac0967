import { stripUnsafe } from '../app/cells.ts'
import { labels } from '../app/language/labels.ts'
import { whyParts, whyWords } from '../app/language/why-words.ts'
import { type FactUse, factUses, sourceWords } from '../app/why/fact-use.ts'
import { signOf } from '../app/why/sign.ts'
import type { Why, WhyNode } from '../app/why/why.ts'
import { readClaim } from './claim-show.ts'
import { answerRefusal } from './give.ts'
import { judgementAmount } from './judgement-amount.ts'
import { paint } from './print.ts'
import type { Session } from './session.ts'

/** The trace of a claim's judgement as of today. */
export function sayWhy(session: Session, claimId: string): Promise<number> {
  return session.withHome(async (home) => {
    const read = await readClaim(home, claimId)
    if ('ok' in read) return answerRefusal(session, read, home)
    const { explain } = await import('../app/why/why.ts')
    const { checklist, overlays, claim, customer } = read
    await home.noteLooks([customer], 'claimShow')
    const { judgement, facts, pack } = checklist
    const why = explain({ judgement, facts, pack, overlays }, session.language)
    const keys = [...new Set(why?.nodes.flatMap((node) => node.facts))]
    const uses = factUses(keys, facts, claim.facts, session.language)
    if (session.isJson) {
      const { verdict, liability, amountFen, stakeFen, refundFen, asOf, trace } = judgement
      session.print(
        JSON.stringify({
          ...{ claimId, verdict, liability, amountFen, stakeFen, refundFen, asOf, pack: judgement.pack, trace },
          clauses: why ? quotedIn(why) : {},
          facts: Object.fromEntries(uses.map(({ key, source }) => [key, { value: facts[key] ?? null, source }])),
        }),
      )
      return 0
    }
    session.print(`${session.word(labels.verdict[judgement.verdict])}  ${judgementAmount(judgement)}`)
    session.print([judgement.pack.product, judgement.pack.version, judgement.pack.revision, judgement.asOf].join(' · '))
    if (why) printTree(session, why, uses)
    return 0
  })
}

/** The words of every clause that the trace names, by number. */
function quotedIn({ nodes, terms }: Why): Record<string, string> {
  const numbers = new Set(nodes.flatMap((node) => node.clauses))
  return Object.fromEntries(
    [...numbers].flatMap((number) => {
      const clause = terms.clauses[number]
      return clause ? [[number, clause.text]] : []
    }),
  )
}

/** Each clause is quoted where it is first named. */
function printTree(session: Session, why: Why, uses: readonly FactUse[]): void {
  const quoted = new Set<string>()
  for (const note of why.notes) session.print(note)
  for (const [at, node] of why.nodes.entries()) {
    if (node.part !== why.nodes[at - 1]?.part)
      session.print(`\n${paint(session, 'bold', session.word(whyParts[node.part]))}`)
    printNode(session, node, why, quoted)
    if (node.part === 'benefits' && why.nodes[at + 1]?.part !== 'benefits' && why.total) session.print(`  ${why.total}`)
  }
  session.print(`\n${paint(session, 'bold', session.word(whyWords.facts))}`)
  for (const { label, value, source } of uses)
    session.print(stripUnsafe(`  ${label}  ${value || '?'}  (${sourceWords(source, session.language)})`))
}

function printNode(session: Session, node: WhyNode, { terms }: Why, quoted: Set<string>): void {
  const indent = '  '.repeat(node.depth)
  const isRule = node.is === 'rule'
  const clause = node.clauses[0] ?? ''
  const said = [isRule && node.part !== 'overlays' ? clause : '', node.text, isRule ? node.remark : node.arithmetic]
  const text = stripUnsafe(`${indent}${signOf(node)} ${said.filter(Boolean).join('  ')}`)
  session.print(node.isAbsorbed ? paint(session, 'dim', text) : text)
  const below = (line: string) => session.print(paint(session, 'dim', stripUnsafe(`${indent}    ${line}`)))
  for (const number of node.clauses) {
    const quote = terms.clauses[number]
    if (!quote || quoted.has(number)) continue
    quoted.add(number)
    below(`${number} ${quote.title}: “${quote.text}”`)
  }
  for (const note of node.notes) below(note)
  if (node.laws.length > 0) below(node.laws.join(' · '))
  for (const ground of node.grounds) below(`${session.word(whyWords.grounds)}: ${ground}`)
}

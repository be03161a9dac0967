import { evaluate } from '../../src/core/judgement/evaluate.ts'
import type { Facts } from '../../src/core/judgement/fact-value.ts'
import { judge } from '../../src/core/judgement/judge.ts'
import type { Judgement } from '../../src/core/judgement/judgement.ts'
import { claim } from '../core/judgement/fixture.ts'
import { drawClaims, drawing, inOwnOrder, isCovered, params } from './covered-claim.ts'
import { packOfRules } from './pack-of-rules.ts'
import { type BenchRow, ms, percentile } from './statistics.ts'
import { jsonLogic } from './yardsticks/json-logic.ts'
import { jsonRules } from './yardsticks/json-rules.ts'
import { numberedClaim, plainClaim } from './yardsticks/plain-claim.ts'
import { zen } from './yardsticks/zen.ts'

/** One rule of twenty comparisons, and whole judgements of a customer's policies. */
export async function benchJudgement(): Promise<BenchRow[]> {
  return [...(await benchRule()), ...benchCustomer()]
}

const rounds = 7

/** An engine with its claims in the form that it reads fastest. `judgeAll` gives the answers to all of them. */
interface Engine {
  readonly name: string
  readonly passes: number
  readonly judgeAll: () => readonly boolean[] | Promise<readonly boolean[]>
}

/**
 * Ours makes every comparison and the whole trace; the others stop at the first that decides, give a boolean alone, and are
 * handed the last day of waiting ready reckoned. Answers arrive in any order, and a compiled engine reads objects of one shape
 * several times as fast: both are measured.
 */
async function benchRule(): Promise<BenchRow[]> {
  const alike = drawClaims(1_000)
  const claims = inOwnOrder(alike)
  const plain = inOwnOrder(alike.map(plainClaim))
  const ours = ourEngine(claims)
  const rows: BenchRow[] = []
  for (const [mine, theirs, order] of [
    [ours, synchronous('compiled json-logic', plain, jsonLogic(isCovered)), ''],
    [
      ourEngine(alike),
      synchronous('compiled json-logic', alike.map(plainClaim), jsonLogic(isCovered)),
      ', facts in one order',
    ],
    [ours, asynchronous('json-rules-engine', plain, jsonRules(isCovered)), ''],
    [ours, asynchronous('zen-engine', plain.map(numberedClaim), zen(isCovered)), ''],
  ] as const) {
    await agree(mine, theirs)
    const [mineRate, theirRate] = await rates(mine, theirs, alike.length)
    rows.push({
      what: `a rule of 20 comparisons with full trace${order}`,
      ours: perSecond(mineRate),
      yardstick: `${perSecond(theirRate)} ${theirs.name}`,
      ratio: (mineRate / theirRate).toFixed(2),
      aim: '> 1',
    })
  }
  return rows
}

function ourEngine(claims: readonly Facts[]): Engine {
  const scopes = claims.map((facts) => ({ facts, params }))
  return synchronous('ours', scopes, (scope) => evaluate(isCovered, scope).value === true)
}

function synchronous<Claim>(name: string, claims: readonly Claim[], judgeOne: (claim: Claim) => boolean): Engine {
  return { name, passes: 100, judgeAll: () => claims.map((each) => judgeOne(each)) }
}

function asynchronous<Claim>(
  name: string,
  claims: readonly Claim[],
  judgeOne: (claim: Claim) => Promise<boolean>,
): Engine {
  return { name, passes: 1, judgeAll: () => Promise.all(claims.map((each) => judgeOne(each))) }
}

async function agree(mine: Engine, theirs: Engine): Promise<void> {
  const [ours, others] = [await mine.judgeAll(), await theirs.judgeAll()]
  const differing = ours.findIndex((answer, index) => answer !== others[index])
  if (differing >= 0) throw new Error(`${theirs.name} answers claim ${differing} otherwise`)
  const share = ours.filter(Boolean).length / ours.length
  if (share < 0.2 || share > 0.8) throw new Error(`one answer nearly always: ${share} are covered`)
}

/** Judgements a second, each engine's best round, turn by turn. */
async function rates(mine: Engine, theirs: Engine, claims: number): Promise<readonly [number, number]> {
  const best: [number, number] = [0, 0]
  for (let round = 0; round < rounds; round++) {
    for (const [index, engine] of [mine, theirs].entries()) {
      const from = performance.now()
      for (let pass = 0; pass < engine.passes; pass++) await engine.judgeAll()
      const rate = ((claims * engine.passes) / (performance.now() - from)) * 1_000
      best[index] = Math.max(best[index] ?? 0, rate)
    }
  }
  return best
}

function perSecond(rate: number): string {
  return `${Math.round(rate).toLocaleString('en')}/s`
}

const customers = 150
const policies = 10

/** Ten policies of sixty rules, each judged whole: verdict, amount, next question, documents, deadlines, trace. */
function benchCustomer(): BenchRow[] {
  const packs = Array.from({ length: policies }, (_, index) => packOfRules(60, `BENCH-${index}`))
  const draw = drawing(7)
  const known = drawClaims(customers * policies).map((facts) => ({ ...claim('T01').facts, ...facts }))
  const isOfFile = (key: string): boolean => key.startsWith('policy.') || key.startsWith('ytd.')
  const keep = (facts: Facts, keeps: (key: string) => boolean): Facts =>
    Object.fromEntries(Object.entries(facts).filter(([key]) => keeps(key)))
  const some = known.map((facts) => keep(facts, (key) => isOfFile(key) || draw() < 0.7))
  const file = known.map((facts) => keep(facts, isOfFile))
  return [
    ['every fact known', known],
    ['three facts in ten unknown', some],
    ['only the policy file known', file],
  ].map(([name, claims]) => {
    const [ours, written]: [number[], number[]] = [[], []]
    for (let customer = 0; customer < customers; customer++) {
      let from = performance.now()
      const judgements: Judgement[] = []
      for (const [index, pack] of packs.entries()) {
        const facts = claims?.[customer * policies + index]
        judgements.push(judge(pack, facts as Facts, { asOf: '2026-07-01' }))
      }
      const took = performance.now() - from
      from = performance.now()
      JSON.stringify(judgements)
      // The first ones warm up.
      if (customer >= 20)
        [ours, written].forEach((list, index) => list.push(index === 0 ? took : performance.now() - from))
    }
    const [mine, theirs] = [percentile(ours, 0.95), percentile(written, 0.95)]
    return {
      what: `a customer: 10 policies of 60 rules, ${String(name)}, p95`,
      ours: ms(mine),
      yardstick: `${ms(theirs)} writing them as JSON`,
      ratio: (mine / theirs).toFixed(2),
      aim: '< 20 ms',
    }
  })
}

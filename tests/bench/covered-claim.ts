import { addDays } from '../../src/core/civil-date.ts'
import type { Condition, Operand } from '../../src/core/judgement/condition.ts'
import type { Facts } from '../../src/core/judgement/fact-value.ts'

export const params = { waiting_days: 30, deductible_fen: 1_000_000, limit_fen: 200_000_000 }

/** The last day of the waiting period, the effective day being the first. */
export const waitingLast: Operand = { day: 'policy.effective_on', plus: { param: 'waiting_days', add: -1 } }

/** One rule of twenty comparisons, of the kinds and in the depth of the health packs' gates and exclusions. */
export const isCovered: Condition = {
  all: [
    {
      any: [
        {
          all: [
            { eq: ['event.cause', 'accident'] },
            { between: ['event.on', 'policy.effective_on', 'policy.expires_on'] },
          ],
          clause: '1.4',
        },
        {
          all: [
            { not: { eq: ['event.cause', 'accident'] } },
            { on_or_before: ['event.diagnosed_on', 'policy.expires_on'] },
            {
              any: [
                { eq: ['policy.unbroken_renewal', true] },
                { on_or_after: ['event.diagnosed_on', 'policy.effective_on'] },
              ],
            },
          ],
        },
      ],
    },
    {
      any: [
        { eq: ['event.cause', 'accident'] },
        { eq: ['policy.unbroken_renewal', true] },
        {
          all: [
            { after: ['event.diagnosed_on', waitingLast] },
            { any: [{ eq: ['event.first_symptom_on', 'na'] }, { after: ['event.first_symptom_on', waitingLast] }] },
          ],
        },
      ],
      clause: '2.1',
    },
    {
      any: [
        {
          all: [
            { in: ['hospital.grade', [2, 3]] },
            { eq: ['hospital.public', true] },
            { eq: ['hospital.ward', 'general'] },
          ],
        },
        { eq: ['event.emergency', true], clause: '2.6.2' },
      ],
    },
    {
      not: {
        any: [
          { all: [{ eq: ['history.had_before', true] }, { eq: ['history.knew_before', true] }] },
          { in: ['event.exclusion', ['war', 'nuclear']] },
        ],
      },
    },
    { gt: ['bill.total_fen', { param: 'deductible_fen' }] },
    { lt: ['ytd.paid_fen', { param: 'limit_fen' }] },
  ],
}

/** Numbers from 0 up to 1, the same ones in every run. */
export function drawing(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Claims with every fact known, all different: most of them covered, so that few engines may stop at the first `no`. */
export function drawClaims(count: number): readonly Facts[] {
  const draw = drawing(20260701)
  const among = <Value>(...values: readonly [Value, ...Value[]]): Value =>
    values[Math.floor(draw() * values.length)] ?? values[0]
  const isSo = (share: number): boolean => draw() < share
  return Array.from({ length: count }, () => {
    const effectiveOn = addDays('2025-01-01', Math.floor(draw() * 500))
    const diagnosedOn = addDays(effectiveOn, Math.floor(draw() * 380) - 5)
    return {
      'policy.effective_on': effectiveOn,
      'policy.expires_on': addDays(effectiveOn, 364),
      'policy.unbroken_renewal': isSo(0.4),
      'ytd.paid_fen': Math.floor(draw() * 210_000_000),
      'event.cause': among('illness', 'illness', 'illness', 'accident', 'unclear'),
      'event.on': addDays(diagnosedOn, -Math.floor(draw() * 5)),
      'event.diagnosed_on': diagnosedOn,
      'event.first_symptom_on': isSo(0.3) ? 'na' : addDays(diagnosedOn, -Math.floor(draw() * 60)),
      'event.exclusion': among('none', 'none', 'none', 'none', 'none', 'none', 'none', 'war', 'dental'),
      'event.emergency': isSo(0.2),
      'hospital.grade': among(3, 3, 3, 2, 2, 1),
      'hospital.public': isSo(0.9),
      'hospital.ward': among('general', 'general', 'general', 'general', 'international'),
      'history.had_before': isSo(0.2),
      'history.knew_before': isSo(0.3),
      'bill.total_fen': Math.floor(draw() * 12_000_000),
    }
  })
}

/** Every claim with its answers in an order of its own, as people give them: no two are objects of one shape. */
export function inOwnOrder<Claim extends object>(claims: readonly Claim[]): readonly Claim[] {
  const draw = drawing(11)
  return claims.map((each) => {
    const entries = Object.entries(each).map((entry) => ({ entry, turn: draw() }))
    return Object.fromEntries(entries.toSorted((a, b) => a.turn - b.turn).map(({ entry }) => entry)) as Claim
  })
}

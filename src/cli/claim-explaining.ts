import { type Cli, type Command, verbsIn } from './verb.ts'

/** The verbs that explain a judgement. What they print with (the words of every fact) is loaded when one runs. */
export function declareExplaining(claim: Command, cli: Cli): void {
  const { reads } = verbsIn(claim, cli)
  reads(
    'why <claim>',
    'why the judgement came out so: rule by rule, with the clause quoted and the sums',
    '判断的依据：逐条规则，引用条款原文，列出计算',
    '判斷的依據：逐條規則，引用條款原文，列出計算',
  ).action(cli.verb(async (session, claimId: string) => (await import('./claim-why.ts')).sayWhy(session, claimId)))
  reads(
    'what-if <claim> <fact> [value]',
    'what each answer, or the one given, would make of the judgement; nothing is kept',
    '假如这样回答，判断会怎样；不保存',
    '假如這樣回答，判斷會怎樣；不儲存',
  ).action(
    cli.verb(async (session, claimId: string, fact: string, value?: string) =>
      (await import('./claim-what-if.ts')).supposeAnswers(session, claimId, fact, value),
    ),
  )
}

import { w } from '../core/language.ts'
import type { FactSpec } from '../core/judgement/fact-spec.ts'
import type { Overlay } from '../core/product/overlay.ts'
import { printRows } from './print.ts'
import { homeOrShippedRules } from './rules-here.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declareFacts(claim: Command, cli: Cli): void {
  const facts = w(
    'the vocabulary of facts: what may be known about a claim, and which products ask for it',
    '事实词汇：理赔可用的全部事实及使用它的产品',
    '事實詞彙：理賠可用的全部事實及使用它的產品',
  )
  withJson(declare(claim, 'facts', facts, cli), cli).action(cli.verb(listFacts))
}

const costs = {
  1: w('customer knows', '客户知道', '客戶知道'),
  2: w('in our file', '档案中有', '檔案中有'),
  3: w('needs a document', '需要材料', '需要文件'),
}

/** Every fact in the order in which a person would go through them; `products`: those that are installed, else shipped. */
async function listFacts(session: Session): Promise<void> {
  const { factSpecs } = await import('../core/judgement/fact.ts')
  const { factsUsed } = await import('../core/product/facts-used.ts')
  const { packsIn } = await import('../app/packs.ts')
  const rules = await homeOrShippedRules(session)
  const overlays = rules.overlays.map(({ definition }) => definition as Overlay)
  const used = packsIn(rules).map((pack) => ({ product: pack.product, keys: factsUsed(pack, overlays) }))
  const rows = factSpecs.map((spec) => ({
    spec,
    products: used.filter(({ keys }) => keys.has(spec.key)).map(({ product }) => product),
  }))
  printRows(
    session,
    rows,
    [
      { title: w('Fact', '事实', '事實'), text: ({ spec }) => spec.key },
      { title: w('Type', '类型', '類型'), text: ({ spec }) => typeOf(spec) },
      { title: w('Known from', '来源', '來源'), text: ({ spec }) => session.word(costs[spec.cost]) },
      { title: w('Question', '问题', '問題'), text: ({ spec }) => session.word(spec.question), isFlexible: true },
      { title: w('Products', '产品', '產品'), text: ({ products }) => products.join(' ') },
    ],
    ({ spec, products }) => {
      const { key, type, options, min, max, cost, na } = spec
      return {
        ...{ key, type, min, max },
        options: options?.map(({ value, label }) => ({ value, label: session.word(label) })),
        ...{ cost, label: session.word(spec.label), question: session.word(spec.question) },
        na: na && session.word(na),
        products,
      }
    },
  )
}

/** The type with what it takes: an enum's options, a number's bounds, `na` where it is an answer. */
function typeOf({ type, options, min, max, na }: FactSpec): string {
  const bounds = min === undefined && max === undefined ? '' : ` ${min ?? 0}–${max ?? ''}`
  const allowed = options ? ` ${options.map(({ value }) => value).join('|')}` : bounds
  return `${type}${allowed}${na ? '|na' : ''}`
}

import { w } from '../language.ts'
import type { FactSpec } from './fact-spec.ts'

/** What became of the insured: course of an illness, disability, death. */
export const factsOfOutcome: readonly FactSpec[] = [
  {
    key: 'event.outcome',
    type: 'enum',
    cost: 1,
    label: w('Outcome', '出险结果', '出險結果'),
    question: w(
      'How is the insured person now: has a disability remained, or have they passed away?',
      '被保险人现在怎么样？有没有留下伤残，或者不幸身故？',
      '被保險人現在怎麼樣？有沒有留下失能，或者不幸身故？',
    ),
    options: [
      { value: 'none', label: w('neither', '都没有', '都沒有') },
      { value: 'disability', label: w('a disability', '伤残', '失能') },
      { value: 'total_disability', label: w('total permanent disability', '全残', '完全失能') },
      { value: 'death', label: w('death', '身故', '身故') },
    ],
  },
  {
    key: 'event.clinical_type',
    type: 'enum',
    cost: 3,
    label: w('Clinical type', '临床分型', '臨床分型'),
    question: w(
      'Which clinical type does the diagnosis certificate give: mild, ordinary, severe or critical?',
      '诊断证明上的临床分型是哪一种：轻型、普通型、重型还是危重型？',
      '診斷證明上的臨床分型是哪一種：輕型、普通型、重型還是危重型？',
    ),
    options: [
      { value: 'mild', label: w('mild', '轻型', '輕型') },
      { value: 'ordinary', label: w('ordinary', '普通型', '普通型') },
      { value: 'severe', label: w('severe', '重型', '重型') },
      { value: 'critical', label: w('critical', '危重型', '危重型') },
    ],
  },
  {
    key: 'event.sudden_death',
    type: 'bool',
    cost: 3,
    label: w('Sudden death', '猝死', '猝死'),
    question: w(
      'Did the death come without an accident, within 24 hours of the first symptoms?',
      '是不是没有外伤、发病后二十四小时内离世的？死亡证明上怎么写？',
      '是不是沒有外傷、發病後二十四小時內離世的？死亡證明上怎麼寫？',
    ),
  },
  {
    key: 'accident.on',
    type: 'date',
    cost: 1,
    label: w('Day of the accident', '意外发生日', '意外發生日'),
    question: w('On which day did the accident happen?', '意外是哪一天发生的？', '意外是哪一天發生的？'),
    na: w('no accident', '不是意外', '不是意外'),
  },
  {
    key: 'accident.prior_paid_fen',
    type: 'fen',
    cost: 2,
    label: w('Disability paid before', '伤残已赔', '失能已賠'),
    question: w(
      'How much has this policy already paid for disability from the same accident?',
      '同一次意外，这张保单之前已经赔过多少伤残保险金？',
      '同一次意外，這張保單之前已經賠過多少失能保險金？',
    ),
  },
  {
    key: 'injury.grades',
    type: 'grades',
    cost: 3,
    label: w('Disability grades', '伤残等级', '失能等級'),
    question: w(
      'Which grades does the disability assessment give, one for each injured part?',
      '伤残鉴定评了几级？不止一处的话，每一处各是几级？',
      '失能鑑定評了幾級？不只一處的話，每一處各是幾級？',
    ),
    na: w('below the tenth grade', '没有达到伤残等级', '沒有達到失能等級'),
  },
  {
    key: 'injury.assessed_on',
    type: 'date',
    cost: 3,
    label: w('Assessed as of', '伤残评定日', '失能評定日'),
    question: w(
      'As of which day was the disability assessed?',
      '伤残鉴定是按哪一天的身体情况评的？',
      '失能鑑定是按哪一天的身體情況評的？',
    ),
    na: w('not assessed yet', '还没有鉴定', '還沒有鑑定'),
  },
]

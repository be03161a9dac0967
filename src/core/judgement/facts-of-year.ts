import { w } from '../language.ts'
import type { FactSpec } from './fact-spec.ts'

/** What earlier claims of the same policy year have used up. */
export const factsOfYear: readonly FactSpec[] = [
  {
    key: 'ytd.own_spend_fen',
    type: 'fen',
    cost: 2,
    label: w('Own spending this year', '本年度已自付', '本年度已自付'),
    question: w(
      'Earlier in this policy year, how much of covered medical bills did the customer bear alone?',
      '这个保单年度里，之前几次看病自己承担的合理费用合计多少？',
      '這個保單年度裡，之前幾次看病自己承擔的合理費用合計多少？',
    ),
  },
  {
    key: 'ytd.paid_fen',
    type: 'fen',
    cost: 2,
    label: w('Paid this year', '本年度已赔付', '本年度已賠付'),
    question: w(
      'How much has this policy already paid this policy year?',
      '这个保单年度里，这张保单已经赔过多少钱？',
      '這個保單年度裡，這張保單已經賠過多少錢？',
    ),
  },
  {
    key: 'ytd.outpatient_paid_fen',
    type: 'fen',
    cost: 2,
    label: w('Outpatient paid this year', '本年度门诊已赔', '本年度門診已賠'),
    question: w(
      'How much has this policy already paid for outpatient visits this policy year?',
      '这个保单年度里，门诊已经赔过多少钱？',
      '這個保單年度裡，門診已經賠過多少錢？',
    ),
  },
  {
    key: 'ytd.accident_paid_fen',
    type: 'fen',
    cost: 2,
    label: w('Accident bills paid this year', '本年度意外医疗已赔', '本年度意外醫療已賠'),
    question: w(
      'How much has this policy already paid for medical bills from accidents this policy year?',
      '这个保单年度里，意外医疗已经赔过多少钱？',
      '這個保單年度裡，意外醫療已經賠過多少錢？',
    ),
  },
  {
    key: 'ytd.paid_days',
    type: 'int',
    cost: 2,
    min: 0,
    max: 366,
    label: w('Days paid this year', '本年度已赔天数', '本年度已賠天數'),
    question: w(
      'For how many days has hospital cash been paid this policy year?',
      '这个保单年度里，住院津贴已经赔过几天？',
      '這個保單年度裡，住院津貼已經賠過幾天？',
    ),
  },
  {
    key: 'ytd.icu_paid_days',
    type: 'int',
    cost: 2,
    min: 0,
    max: 366,
    label: w('ICU days paid this year', '本年度重症已赔天数', '本年度重症已賠天數'),
    question: w(
      'For how many days has intensive care cash been paid this policy year?',
      '这个保单年度里，重症监护津贴已经赔过几天？',
      '這個保單年度裡，重症監護津貼已經賠過幾天？',
    ),
  },
]

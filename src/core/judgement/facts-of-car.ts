import { w } from '../language.ts'
import type { FactSpec } from './fact-spec.ts'

/** A road accident: whose fault it was, and the losses by item. */
export const factsOfCar: readonly FactSpec[] = [
  {
    key: 'car.liability',
    type: 'enum',
    cost: 3,
    label: w('Liability for the accident', '事故责任', '事故責任'),
    question: w(
      'Which share of liability did the traffic police give our side?',
      '交警的事故认定书里，我方负什么责任？',
      '交警的事故認定書裡，我方負什麼責任？',
    ),
    options: [
      { value: 'full', label: w('full liability', '全部责任', '全部責任') },
      { value: 'main', label: w('main liability', '主要责任', '主要責任') },
      { value: 'equal', label: w('equal liability', '同等责任', '同等責任') },
      { value: 'minor', label: w('minor liability', '次要责任', '次要責任') },
      { value: 'none', label: w('no liability', '无责任', '無責任') },
    ],
  },
  {
    key: 'car.third_injury_fen',
    type: 'fen',
    cost: 3,
    label: w('Third party: death and disability', '第三者死亡伤残', '第三人死亡失能'),
    question: w(
      'What is owed to the other side for death or disability, lost income included?',
      '对方人员的死亡伤残赔偿（含误工费等）依法应赔多少？没有就填 0。',
      '對方人員的死亡失能賠償（含誤工費等）依法應賠多少？沒有就填 0。',
    ),
  },
  {
    key: 'car.third_medical_fen',
    type: 'fen',
    cost: 3,
    label: w('Third party: medical bills', '第三者医疗费', '第三人醫療費'),
    question: w(
      'What are the medical bills of the other side?',
      '对方人员的医疗费是多少？没有就填 0。',
      '對方人員的醫療費是多少？沒有就填 0。',
    ),
  },
  {
    key: 'car.third_property_fen',
    type: 'fen',
    cost: 3,
    label: w('Third party: property', '第三者财产损失', '第三人財產損失'),
    question: w(
      'What is the damage to the car and things of the other side?',
      '对方的车和财物损失定损多少？没有就填 0。',
      '對方的車和財物損失定損多少？沒有就填 0。',
    ),
  },
  {
    key: 'car.own_damage_fen',
    type: 'fen',
    cost: 3,
    label: w('Own car', '本车损失', '本車損失'),
    question: w(
      'What is the assessed damage to the insured car?',
      '本车定损多少？没有就填 0。',
      '本車定損多少？沒有就填 0。',
    ),
  },
  {
    key: 'car.own_recovered_fen',
    type: 'fen',
    cost: 2,
    maxFact: 'car.own_damage_fen',
    label: w('Own car: paid by the other side', '对方已赔本车', '對方已賠本車'),
    question: w(
      'How much has the other side already paid for the insured car?',
      '本车的损失，对方或对方保险已经赔了多少？',
      '本車的損失，對方或對方保險已經賠了多少？',
    ),
  },
]

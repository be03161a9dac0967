import type { Slots } from './dialogue.ts'
import { addressOf } from './names.ts'
import type { Person } from './people.ts'
import type { Random } from './random.ts'
import { butlerNames } from './staff.ts'

const illnesses = ['胆囊结石', '腰椎间盘突出', '痔疮', '半月板损伤', '疝气', '肠息肉', '鼻中隔偏曲', '下肢静脉曲张']
const hospitals = ['市第一人民医院', '市二院', '省人民医院', '区中心医院', '医科大学附属医院', '市中医院']
const hospitalsInEnglish = ['the First People’s Hospital', 'the Provincial Hospital', 'the University Hospital']

/** What the texts need to know of a customer. */
export function slotsOf(random: Random, person: Person): Slots {
  const isHant = person.script === 'hant'
  const parent = person.household.find((member) => member.relation === 'parent')
  const isWifeAsked = person.gender === 'male'
  return {
    address: addressOf(person.surname, person.gender),
    butler: butlerNames[person.owner] ?? '管家',
    child: person.schoolChild ? calledAtHome(person.schoolChild) : '孩子',
    parent: parent?.gender === 'male' ? (isHant ? '爸爸' : '我爸') : isHant ? '媽媽' : '我妈',
    spouse: isWifeAsked ? (isHant ? '太太' : '我老婆') : isHant ? '先生' : '我老公',
    illness: random.pick(illnesses),
    hospital: random.pick(person.writesEnglish ? hospitalsInEnglish : hospitals),
    yuan: `${random.int(3, 28)},${String(random.int(20, 999)).padStart(3, '0')}元`,
  }
}

/** A child is called by its given name: the last two characters, or by the only one that it has, doubled. */
function calledAtHome(name: string): string {
  const characters = [...name]
  return characters.length > 2 ? characters.slice(-2).join('') : (characters.at(-1) ?? '').repeat(2)
}

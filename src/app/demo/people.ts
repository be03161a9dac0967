import { addDays, addYears, type CivilDate } from '../../core/civil-date.ts'
import type { ImportRow } from '../../core/import/schema.ts'
import { fixedPeople } from './fixed-people.ts'
import { householdOf } from './household.ts'
import { idNumberOf, phoneOf } from './identity.ts'
import { nameOf, type Script, type Sex, surnameOf } from './names.ts'
import type { Random } from './random.ts'
import { mainButler, otherButlers } from './staff.ts'

/** A customer as the generator thinks of one. `since` is known only when the policies are. */
export type Person = {
  ordinal: number
  externalId: string
  name: string
  surname: string
  script: Script
  writesEnglish: boolean
  gender: Sex
  bornOn: CivilDate
  phone: string
  idNumber: string | null
  city: string
  tags: string[]
  owner: string
  household: NonNullable<ImportRow<'customers'>['household']>
  /** A child of 3 to 16, of whom the conversations may speak. */
  schoolChild: string | null
}

/** The share of customers who are not the main butler's. */
const othersShare = 0.03
const hansCities =
  '北京 上海 广州 深圳 成都 杭州 武汉 西安 南京 重庆 苏州 长沙 郑州 青岛 厦门 佛山 东莞 宁波 合肥 昆明 大连 沈阳 无锡 福州 济南 南宁 贵阳 兰州 绍兴 泉州'.split(
    ' ',
  )
const hantCities = ['香港', '香港', '香港', '台北', '新北', '高雄', '台中', '澳門']
const trades = [
  '医护',
  '教师',
  '外卖骑手',
  '企业主',
  '程序员',
  '自由职业',
  '公务员',
  '司机',
  '会计',
  '电商店主',
  '设计师',
]
const habits = ['偏好微信', '偏好电话', '晚上8点后联系', '工作日勿扰', '老客户', '转介绍', '看条款很细', '首次投保']

/** The customers of the book, in the order of their ids: the same for the same random source and day. */
export function makePeople(random: Random, count: number, today: CivilDate): Person[] {
  const people: Person[] = []
  for (let ordinal = 1; ordinal <= count; ordinal++) people.push(makePerson(random, ordinal, today))
  return people
}

function makePerson(random: Random, ordinal: number, today: CivilDate): Person {
  const fixed = fixedPeople[ordinal]
  const script: Script = fixed?.script ?? (random.chance(0.035) ? 'hant' : 'hans')
  const gender: Sex = fixed?.gender ?? (random.chance(0.56) ? 'female' : 'male')
  const surname = fixed?.surname ?? surnameOf(random, script)
  const name = fixed ? fixed.surname + fixed.given : nameOf(random, script, gender, surname)
  const bornOn = fixed?.bornOn ?? addDays(addYears(today, -ageOf(random)), -random.int(1, 364))
  const writesEnglish = fixed === undefined && random.chance(script === 'hant' ? 0.12 : 0.006)
  const owner = fixed || !random.chance(othersShare) ? mainButler : random.pick(otherButlers)
  const drawn = random.chance(0.55) ? householdOf(random, { gender, surname, script, bornOn }, today) : []
  const household = fixed?.household ?? drawn
  return {
    ordinal,
    externalId: customerIdOf(ordinal),
    name,
    surname,
    script,
    writesEnglish,
    gender,
    bornOn,
    phone: phoneOf(ordinal),
    idNumber: fixed || random.chance(0.9) ? idNumberOf(bornOn, gender, ordinal) : null,
    city: fixed?.city ?? random.pick(script === 'hant' ? hantCities : hansCities),
    tags: fixed?.tags ?? tagsOf(random, { script, gender, writesEnglish, household }),
    owner,
    household,
    schoolChild: household.find((member) => isSchoolChild(member, today))?.name ?? null,
  }
}

/** `C00042`: the external id of the customer with that number. */
function customerIdOf(ordinal: number): string {
  return `C${String(ordinal).padStart(5, '0')}`
}

function isSchoolChild({ relation, bornOn }: Person['household'][number], today: CivilDate): boolean {
  return relation === 'child' && bornOn !== null && bornOn > addYears(today, -17) && bornOn <= addYears(today, -3)
}

function ageOf(random: Random): number {
  return random.weighted([
    [random.int(22, 29), 24],
    [random.int(30, 39), 42],
    [random.int(40, 49), 22],
    [random.int(50, 58), 9],
    [random.int(59, 66), 3],
  ])
}

function tagsOf(random: Random, person: Pick<Person, 'script' | 'gender' | 'writesEnglish' | 'household'>): string[] {
  const tags: string[] = []
  const children = person.household.filter((member) => member.relation === 'child').length
  if (person.script === 'hant') tags.push('港澳台')
  if (person.writesEnglish) tags.push('英文沟通')
  if (children >= 2) tags.push('多孩家庭')
  else if (children === 1 && person.gender === 'female' && random.chance(0.6)) tags.push('宝妈')
  if (random.chance(0.3)) tags.push(random.pick(trades))
  if (random.chance(0.35)) tags.push(random.pick(habits))
  return tags
}

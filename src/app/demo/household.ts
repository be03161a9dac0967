import { addDays, addYears, type CivilDate } from '../../core/civil-date.ts'
import type { ImportRow } from '../../core/import/schema.ts'
import { idNumberOf } from './identity.ts'
import { nameOf, type Script, type Sex, surnameOf } from './names.ts'
import type { Random } from './random.ts'

type Member = NonNullable<ImportRow<'customers'>['household']>[number]
type Head = { gender: Sex; surname: string; script: Script; bornOn: CivilDate }

/** The fewest years between a parent and a child. */
const leastParentAge = 20

/** The people around a customer, at least one; a child bears its father's surname and is younger than both its parents. */
export function householdOf(random: Random, head: Head, today: CivilDate): Member[] {
  const age = Number(today.slice(0, 4)) - Number(head.bornOn.slice(0, 4))
  const household: Member[] = []
  const spouse = age >= 26 && random.chance(0.8) ? spouseOf(random, head) : null
  if (spouse) household.push(spouse.member)
  if (spouse || (age >= 30 && random.chance(0.15))) {
    const fatherName = head.gender === 'male' ? head.surname : (spouse?.surname ?? head.surname)
    const youngest = spouse?.member.bornOn && spouse.member.bornOn > head.bornOn ? spouse.member.bornOn : head.bornOn
    household.push(...childrenOf(random, youngest, fatherName, head.script, today))
  }
  if (household.length === 0 || random.chance(0.35)) household.push(...parentsOf(random, head, today))
  return household
}

function spouseOf(random: Random, head: Head): { member: Member; surname: string } {
  const gender: Sex = head.gender === 'male' ? 'female' : 'male'
  const surname = surnameOf(random, head.script)
  const bornOn = addDays(head.bornOn, random.int(-1_600, 1_200))
  return { member: member(random, 'spouse', gender, surname, head.script, bornOn), surname }
}

function childrenOf(random: Random, parentBornOn: CivilDate, surname: string, script: Script, today: CivilDate) {
  const wanted = random.weighted([
    [0, 22],
    [1, 48],
    [2, 26],
    [3, 4],
  ])
  const children: Member[] = []
  let bornOn = addDays(addYears(parentBornOn, random.int(leastParentAge + 3, 34)), random.int(0, 364))
  while (children.length < wanted && bornOn < today) {
    children.push(member(random, 'child', random.chance(0.5) ? 'female' : 'male', surname, script, bornOn))
    bornOn = addDays(bornOn, random.int(500, 2_600))
  }
  return children
}

function parentsOf(random: Random, head: Head, today: CivilDate): Member[] {
  const fatherBorn = addDays(addYears(head.bornOn, -random.int(leastParentAge + 3, 34)), -random.int(1, 364))
  const motherBorn = addDays(addYears(head.bornOn, -random.int(leastParentAge + 1, 31)), -random.int(1, 364))
  const parents = [
    member(random, 'parent', 'male', head.surname, head.script, fatherBorn),
    member(random, 'parent', 'female', surnameOf(random, head.script), head.script, motherBorn),
  ]
  const living = parents.filter((parent) => (parent.bornOn ?? '') > addYears(today, -92))
  const chosen = random.chance(0.6) ? living : living.slice(-1)
  return chosen.length > 0 ? chosen : [siblingOf(random, head)]
}

function siblingOf(random: Random, head: Head): Member {
  const gender: Sex = random.chance(0.5) ? 'female' : 'male'
  return member(random, 'sibling', gender, head.surname, head.script, addDays(head.bornOn, random.int(400, 2_000)))
}

function member(
  random: Random,
  relation: Member['relation'],
  gender: Sex,
  surname: string,
  script: Script,
  bornOn: CivilDate,
): Member {
  const name = nameOf(random, script, gender, surname)
  const idNumber = random.chance(0.75) ? idNumberOf(bornOn, gender, random.int(0, 499)) : null
  return { name, relation, gender, bornOn, idNumber }
}

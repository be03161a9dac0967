import type { CivilDate } from '../../core/civil-date.ts'
import type { ImportRow } from '../../core/import/schema.ts'
import type { Script, Sex } from './names.ts'

/** The customer of the walkthroughs, 陳大文: the same in every book, whatever the seed. */
export const heroOrdinal = 42
/** 解龑, who works in a hospital and has the gift cover for medics. */
export const medicOrdinal = 48

type FixedPerson = {
  surname: string
  given: string
  script: Script
  gender: Sex
  bornOn: CivilDate
  city: string
  tags: string[]
  household?: NonNullable<ImportRow<'customers'>['household']>
}

const heroHousehold: FixedPerson['household'] = [
  { name: '林美玲', relation: 'spouse', gender: 'female', bornOn: '1987-07-08', idNumber: null },
  { name: '陳子軒', relation: 'child', gender: 'male', bornOn: '2015-04-02', idNumber: null },
]

/** Customers who are in every book, by number: names that search, fonts and sorting have to cope with. */
export const fixedPeople: Readonly<Record<number, FixedPerson | undefined>> = {
  [heroOrdinal]: {
    ...fixed('陳', '大文', 'hant', 'male', '1984-03-12', '香港', ['港澳台', '偏好微信', '看条款很细']),
    household: heroHousehold,
  },
  43: fixed('黃', '詠琪', 'hant', 'female', '1991-09-05', '香港', ['港澳台', '偏好微信']),
  44: fixed('欧阳', '书瑾', 'hans', 'female', '1988-06-21', '长沙', ['教师']),
  45: fixed('单', '㐆', 'hans', 'male', '1979-11-30', '青岛', ['企业主']),
  46: fixed('曾', '䶮', 'hans', 'male', '1990-01-17', '厦门', ['程序员']),
  47: fixed('仇', '𠮷安', 'hans', 'male', '1986-08-08', '苏州', ['偏好电话']),
  48: fixed('解', '龑', 'hans', 'female', '1993-12-24', '西安', ['医护']),
  49: fixed('司徒', '堃', 'hans', 'male', '1975-05-02', '佛山', ['老客户']),
}

function fixed(
  surname: string,
  given: string,
  script: Script,
  gender: Sex,
  bornOn: CivilDate,
  city: string,
  tags: string[],
): FixedPerson {
  return { surname, given, script, gender, bornOn, city, tags }
}

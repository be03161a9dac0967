import { genderWords, relationWords } from './choices.ts'
import { fold } from './fold.ts'
import { choiceReader, readDate, readIdentity, type ReadValue, unreadable } from './values.ts'

const relation = choiceReader(relationWords)
const gender = choiceReader(genderWords)
const noMember = { name: undefined, relation: undefined, gender: 'unknown', bornOn: null, idNumber: null } as const

/**
 * A household in one cell: `配偶:李某某:1990-01-01; 子女:李小某:2015/6/1:女`. Relation and name first; after them, in any
 * order, a date of birth, a gender and an id number.
 */
export const readHousehold: ReadValue = (text) => {
  const members: unknown[] = []
  for (const written of text.split(/[;；\n]/)) {
    if (written.trim() === '') continue
    const member = readMember(written.split(/[:：]/).map((part) => part.trim()))
    if (member === null) return unreadable
    members.push(member)
  }
  return members
}

function readMember([relationText = '', name = '', ...rest]: string[]): Record<string, unknown> | null {
  const known = relation(relationText)
  if (known === unreadable || name === '') return null
  const member: Record<string, unknown> = { ...noMember, name: name.normalize('NFC'), relation: known }
  for (const part of rest) {
    if (part === '') continue
    const field = gender(part) !== unreadable ? 'gender' : readDate(part) !== unreadable ? 'bornOn' : 'idNumber'
    const value = field === 'gender' ? gender(part) : field === 'bornOn' ? readDate(part) : readIdentity(part)
    member[field] = value ?? null
  }
  return member
}

const keys = new Map<string, 'name' | 'relation' | 'gender' | 'bornOn' | 'idNumber'>(
  Object.entries({
    name: 'name 姓名 名字',
    relation: 'relation 关系 与客户关系 与投保人关系',
    gender: 'gender sex 性别',
    bornOn: 'bornon birthday birthdate dob 出生日期 生日',
    idNumber: 'idnumber 身份证号 身份证号码 身份证 证件号 证件号码',
  }).flatMap(([field, written]) => written.split(' ').map((word) => [fold(word), field as 'name'] as const)),
)

/** A household of a JSONL row: an array of objects, with English or Chinese keys; or the text of `readHousehold`. */
export function householdOf(value: unknown): unknown {
  if (typeof value === 'string') return readHousehold(value)
  if (!Array.isArray(value)) return unreadable
  const members: unknown[] = []
  for (const item of value) {
    if (item === null || typeof item !== 'object') return unreadable
    const member: Record<string, unknown> = { ...noMember }
    for (const [key, raw] of Object.entries(item)) {
      const field = keys.get(fold(key))
      if (field === undefined || raw === null || raw === '') continue
      const read = readField(field, typeof raw === 'number' ? String(raw) : raw)
      if (read === unreadable) return unreadable
      member[field] = read ?? null
    }
    members.push(member)
  }
  return members
}

function readField(field: string, raw: unknown): unknown {
  if (typeof raw !== 'string') return unreadable
  const text = raw.trim()
  switch (field) {
    case 'relation':
      return relation(text)
    case 'gender':
      return gender(text)
    case 'bornOn':
      return readDate(text)
    case 'idNumber':
      return readIdentity(text)
    default:
      return text.normalize('NFC')
  }
}

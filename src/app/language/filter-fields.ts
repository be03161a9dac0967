import { type Words, w } from '../../core/language.ts'

/** What lists can be narrowed by; the name that the filter takes in each language. */
export const filterFields = {
  kind: w('kind', '类别', '類別'),
  band: w('band', '档', '檔'),
  due: w('due', '到期', '到期'),
  waiting: w('waiting', '等待', '等待'),
  with: w('with', '接手', '接手'),
  state: w('state', '状态', '狀態'),
  amount: w('amount', '金额', '金額'),
  city: w('city', '城市', '城市'),
  draft: w('draft', '草稿', '草稿'),
} satisfies Record<string, Words>
export type FilterField = keyof typeof filterFields

/** The field that a name means, in whichever language it is typed; the name itself when it means none. */
export function fieldNamed(typed: string): string {
  const found = Object.entries(filterFields).find(([, words]) => Object.values(words).includes(typed))
  return found?.[0] ?? typed
}

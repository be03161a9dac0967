import type { Words } from '../../core/language.ts'

/** One text in all three languages. */
export function w(en: string, hans: string, hant: string): Words {
  return { en, 'zh-Hans': hans, 'zh-Hant': hant }
}

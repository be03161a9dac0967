/** The three languages that every word of ours exists in; a missing one fails the type check. */
export const languages = ['en', 'zh-Hans', 'zh-Hant'] as const
export type Language = (typeof languages)[number]

/** One text in all three languages. Contract text (clauses) is never one of these: it is quoted as it was sold. */
export type Words = Record<Language, string>

/** One text in the three languages, in a line. */
export function w(en: string, hans: string, hant: string): Words {
  return { en, 'zh-Hans': hans, 'zh-Hant': hant }
}

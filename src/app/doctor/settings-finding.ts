import { existsSync } from 'node:fs'
import { type Language, w } from '../../core/language.ts'
import { settingsFile } from '../config.ts'
import type { SettingsRead } from '../settings-file.ts'
import { finding, type Finding } from './finding.ts'

/** The settings file of the person. Whether its keys can be given so is said by `butler config check`, which knows the commands. */
export async function settingsFinding(language: Language): Promise<Finding> {
  const file = settingsFile()
  const title = w('Settings', '设置', '設定')
  if (!existsSync(file)) return finding('settings', title, '-')
  const { settingsIn } = await import('../settings-file.ts')
  let problems: SettingsRead['problems']
  try {
    problems = settingsIn(file, language, null).problems
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : String(fault)
    return finding('settings', title, file, 'fault', w(why, why, why))
  }
  const [first] = problems
  if (!first) return finding('settings', title, file)
  const advice = w(
    `${first.message}; butler config check shows all of it`,
    `${first.message}；用 butler config check 查看全部`,
    `${first.message}；用 butler config check 查看全部`,
  )
  return finding('settings', title, `${file}:${first.line}:${first.column}`, 'fault', advice)
}

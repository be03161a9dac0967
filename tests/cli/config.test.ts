import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { tempFolder } from './butler.ts'
import { butler } from './in-process.ts'

const folder = tempFolder()
const file = join(folder, 'own', 'config.yaml')
const own = (...args: string[]) => butler(args, { env: { BUTLER_CONFIG: file } })

test('settings are shown, set, checked and unset; what is shown is itself a settings file', async () => {
  expect((await own('config', 'path')).out).toBe(file)
  expect(await own('config', 'check')).toMatchObject({ code: 0 })
  expect((await own('config', 'set', 'theme', 'none', '--dry-run')).code).toBe(0)
  expect((await own('config', 'show')).out).toContain('theme: auto')
  expect((await own('config', 'set', 'theme', 'none')).code).toBe(0)
  expect((await own('config', 'set', 'keys.undo', 'ctrl+z', 'g z')).code).toBe(0)
  const shown = await own('config', 'show')
  expect(shown.out).toMatch(/^theme: none$/m)
  expect(shown.out).toMatch(/^ {2}undo: \[ctrl\+z, g z\]/m)
  const copy = join(folder, 'copy.yaml')
  // The commented defaults are no settings, and none of them is wrong as one.
  writeFileSync(copy, shown.out.replaceAll(/^# (?= *[\w.]+: \[)/gm, '  '))
  expect(await butler(['config', 'check', copy])).toMatchObject({ code: 0 })
  expect(JSON.parse((await own('config', 'show', '--json')).out)).toMatchObject({
    ...{ file, language: 'auto', theme: 'none', keys: { undo: ['ctrl+z', 'g z'] }, problems: [] },
  })
  expect((await own('keys')).out).toContain('Ctrl-Z, g z\tundo')
  expect((await own('config', 'set', 'keys.undo', '--unset')).code).toBe(0)
  expect((await own('keys')).out).toContain('z\tundo')
  writeFileSync(file, `# mine\n${readFileSync(file, 'utf8')}`)
  expect((await own('config', 'set', 'language', 'zh-Hant')).code).toBe(0)
  expect(readFileSync(file, 'utf8')).toMatch(/^# mine\n/)
  // The settings' language, unless the environment or the line says another.
  expect((await own('queue', '--help')).out).toContain('用法')
  expect((await butler(['queue', '--help'], { env: { BUTLER_CONFIG: file, BUTLER_LANG: 'en' } })).out).toContain(
    'Usage',
  )
})

test('JSON is read and written too', async () => {
  const json = join(folder, 'config.json')
  writeFileSync(json, '{"theme": "none"}')
  const set = await butler(['config', 'set', 'keys.undo', 'f9'], { env: { BUTLER_CONFIG: json } })
  expect(set.code).toBe(0)
  expect(JSON.parse(readFileSync(json, 'utf8'))).toEqual({ theme: 'none', keys: { undo: ['f9'] } })
})

test.each([
  ['theme', ['pink'], 'expected one of auto, dark, light, high-contrast, none'],
  ['colour', ['red'], 'there is no setting colour'],
  ['keys.undo', ['n'], 'n is case.next already (queue)'],
  ['keys.case.done', ['y'], 'y says yes'],
  ['keys.quit', [], 'quit cannot be without a key'],
  ['theme', [], 'takes one value'],
])('config set %s %j is refused, and nothing is written', async (name, values, says) => {
  const target = join(folder, 'none', 'config.yaml')
  const ran = await butler(['config', 'set', name, ...values], { env: { BUTLER_CONFIG: target } })
  expect(ran).toMatchObject({ code: 2, out: '' })
  expect(ran.err).toContain(says)
  expect(() => readFileSync(target)).toThrow('ENOENT')
})

test('faults are told with file, line and column, in the language', async () => {
  const bad = join(folder, 'bad.yaml')
  writeFileSync(bad, 'language: zh-Hans\ncolour: red\nkeys:\n  undo: [ctrl+z, n]\n')
  const ran = await butler(['config', 'check', bad])
  expect(ran.code).toBe(1)
  expect(ran.err.split('\n')).toEqual([
    `butler: ${bad}:2:9: colour: there is no setting colour; there are language, theme, keys`,
    `butler: ${bad}:4:18: keys.undo.1: n is case.next already (queue)`,
  ])
  expect((await butler(['config', 'check', bad, '--lang', 'zh-Hans'])).err).toContain('n 已用于 case.next')
  writeFileSync(bad, 'keys: [\n')
  expect((await butler(['config', 'check', bad])).err).toMatch(/bad\.yaml:\d+:\d+: /)
  for (const [text, place, said] of [
    ['keys: [', '1:8', ['a sign is missing', '缺少符号', '缺少符號']],
    ['theme: dark\ntheme: light\n', '2:1', ['stands here twice', '名称重复', '名稱重複']],
    ['keys:\n\tundo: z\n', '2:1', ['write blanks', '改用空格', '改用空格']],
    ['theme dark\nlanguage: en\n', '1:1', ['NAME: VALUE', '名称: 值', '名稱: 值']],
  ] as const)
    for (const [at, language] of (['en', 'zh-Hans', 'zh-Hant'] as const).entries()) {
      writeFileSync(bad, text)
      const { err } = await butler(['config', 'check', bad, '--lang', language])
      expect(err).toContain(`bad.yaml:${place}: `)
      expect(err).toContain(said[at])
    }
  // A file with faults does not keep anybody from work.
  expect((await butler(['queue', '--help'], { env: { BUTLER_CONFIG: bad } })).out).toContain('Usage')
  mkdirSync(join(folder, 'config-folder'))
  expect((await butler(['queue', '--help'], { env: { BUTLER_CONFIG: join(folder, 'config-folder') } })).out).toContain(
    'Usage',
  )
})

test('terminal 15: bash completes verbs, options and their values from the tree of commands', async () => {
  const script = join(folder, 'butler.bash')
  writeFileSync(script, (await butler(['completion', 'bash'])).out)
  const complete = async (...words: string[]) => {
    const line = `source ${script}; COMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _butler; printf '%s\\n' "\${COMPREPLY[@]}"`
    return (await execa('bash', ['-c', line, '_', 'butler', ...words])).stdout.split('\n')
  }
  expect(await complete('conf')).toEqual(['config'])
  expect(await complete('queue', '')).toEqual(['list', 'next', 'show'])
  expect(await complete('--home', '/x', 'queue', 'l')).toEqual(['list'])
  expect(await complete('--lang', 'zh-Han')).toEqual(['zh-Hans', 'zh-Hant'])
  expect(await complete('staff', 'add', 'X', '--role', 's')).toEqual(['supervisor', 'service'])
  expect(await complete('queue', 'list', '--li')).toEqual(['--limit'])
  expect(await complete('completion', '')).toEqual(['bash', 'zsh', 'fish'])
})

test.each(['zsh', 'fish'])('%s is told of every verb and of the values of options', async (shell) => {
  const { out, code } = await butler(['completion', shell])
  expect(code).toBe(0)
  for (const told of ['butler', 'config', 'precedents', 'zh-Hant', 'supervisor']) expect(out).toContain(told)
  expect((await butler(['completion', 'tcsh'])).code).toBe(2)
})

test('terminal 5: the manual page is roff that says every verb and every key', async () => {
  const { out } = await butler(['man'])
  expect(out).toMatch(/^\.TH BUTLER 1/)
  for (const told of ['.SH COMMANDS', 'butler config set <name> [value...]', 'Ctrl\\-N', '.SH EXIT STATUS'])
    expect(out).toContain(told)
  // No line of text begins as a command of roff does.
  for (const line of out.split('\n')) if (/^[.']/.test(line)) expect(line).toMatch(/^\.(TH|SH|TP|B|RS|RE)\b/)
  expect((await butler(['man', '--lang', 'zh-Hans'])).out).toContain('.SH 命令')
})

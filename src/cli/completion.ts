import { w } from '../core/language.ts'
import { allNodes, commandTree, type Node } from './command-tree.ts'
import type { Session } from './session.ts'
import { choiceArgument, type Cli, type Command, declare } from './verb.ts'

const shells = ['bash', 'zsh', 'fish'] as const
type Shell = (typeof shells)[number]

export function declareCompletion(program: Command, cli: Cli): void {
  declare(program, 'completion', w('a script that completes verbs and options', '命令补全脚本', '指令補全腳本'), cli)
    .addArgument(
      choiceArgument('<shell>', cli.word(w('bash, zsh or fish', 'bash、zsh 或 fish', 'bash、zsh 或 fish')), shells),
    )
    .action(cli.verb(completion))
}

async function completion(session: Session, shell: Shell): Promise<void> {
  const root = await commandTree(session)
  const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript }
  session.print(scripts[shell](allNodes(root), root))
}

const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`
const pathOf = ({ path }: Node) => path.join(' ')
const flagsOf = ({ options }: Node) => options.flatMap(({ short, long }) => (short ? [short, long] : [long]))
/** Options whose value is the next word. */
const valueFlagsOf = ({ options }: Node) =>
  options.filter(({ takesValue }) => takesValue).flatMap(({ short, long }) => (short ? [short, long] : [long]))
const wordsAt = ({ verbs, arguments: [first] }: Node) =>
  verbs.length > 0 ? verbs.map(({ path }) => path.at(-1) ?? '') : (first?.choices ?? [])

/** What may follow an option, by the verb and the option. */
function choicesOf(nodes: readonly Node[], root: Node): { key: string; choices: readonly string[] }[] {
  return nodes.flatMap((node) =>
    [...node.options, ...(node === root ? [] : root.options)].flatMap(({ short, long, choices }) =>
      choices.length === 0
        ? []
        : [short, long].flatMap((flag) => (flag ? [{ key: `${pathOf(node)}|${flag}`, choices }] : [])),
    ),
  )
}

/** The tables of both Bourne shells: what may follow a verb, which of its options take a value, and which values. */
function tables(nodes: readonly Node[], root: Node): string {
  const own = (of: (node: Node) => readonly string[], node: Node) =>
    quoted([...new Set([...of(node), ...(node === root ? [] : of(root))])].join(' '))
  const rows = nodes.map(
    (node) =>
      `    ${quoted(pathOf(node))}) verbs=${quoted(wordsAt(node).join(' '))} flags=${own(flagsOf, node)} valued=${own(valueFlagsOf, node)} ;;`,
  )
  const values = choicesOf(nodes, root).map(
    ({ key, choices }) => `    ${quoted(key)}) values=${quoted(choices.join(' '))} ;;`,
  )
  return `_butler_at() {
  verbs='' flags='' valued=''
  case "$1" in
${rows.join('\n')}
    *) return 1 ;;
  esac
}
_butler_values() {
  values=''
  case "$1" in
${values.join('\n')}
  esac
}`
}

function bashScript(nodes: readonly Node[], root: Node): string {
  return `# bash completion of butler: source <(butler completion bash)
${tables(nodes, root)}
_butler() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" path='' verbs flags valued values word next at
  COMPREPLY=()
  _butler_at ''
  for ((at = 1; at < COMP_CWORD; at++)); do
    word="\${COMP_WORDS[at]}"
    if [[ " $valued " == *" $word "* ]]; then ((at++)); continue; fi
    [[ "$word" == -* ]] && continue
    next="\${path:+$path }$word"
    if _butler_at "$next"; then path="$next"; else _butler_at "$path"; verbs=''; break; fi
  done
  if [[ " $valued " == *" $prev "* ]]; then
    _butler_values "$path|$prev"
    if [[ -n "$values" ]]; then COMPREPLY=($(compgen -W "$values" -- "$cur")); else COMPREPLY=($(compgen -f -- "$cur")); fi
  elif [[ "$cur" == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$cur"))
  elif [[ -n "$verbs" ]]; then
    COMPREPLY=($(compgen -W "$verbs" -- "$cur"))
  else
    COMPREPLY=($(compgen -f -- "$cur"))
  fi
}
complete -o filenames -F _butler butler`
}

function zshScript(nodes: readonly Node[], root: Node): string {
  return `#compdef butler
# zsh completion of butler: butler completion zsh > a file _butler in a folder of $fpath
${tables(nodes, root)}
_butler() {
  local path_='' verbs flags valued values word next at
  local cur="\${words[CURRENT]}" prev="\${words[CURRENT-1]}"
  _butler_at ''
  for ((at = 2; at < CURRENT; at++)); do
    word="\${words[at]}"
    if [[ " $valued " == *" $word "* ]]; then ((at++)); continue; fi
    [[ "$word" == -* ]] && continue
    next="\${path_:+$path_ }$word"
    if _butler_at "$next"; then path_="$next"; else _butler_at "$path_"; verbs=''; break; fi
  done
  if [[ " $valued " == *" $prev "* ]]; then
    _butler_values "$path_|$prev"
    if [[ -n "$values" ]]; then compadd -- \${=values}; else _files; fi
  elif [[ "$cur" == -* ]]; then
    compadd -- \${=flags}
  elif [[ -n "$verbs" ]]; then
    compadd -- \${=verbs}
  else
    _files
  fi
}
if [[ "$funcstack[1]" == _butler ]]; then _butler "$@"; else compdef _butler butler; fi`
}

function fishScript(nodes: readonly Node[], root: Node): string {
  const verbs = nodes.flatMap((node) =>
    node.verbs.length > 0
      ? node.verbs.map((verb) => `${at(node)} -f -a ${quoted(verb.path.at(-1) ?? '')} -d ${quoted(verb.description)}`)
      : (node.arguments[0]?.choices.length ?? 0) > 0
        ? [`${at(node)} -f -a ${quoted(node.arguments[0]?.choices.join(' ') ?? '')}`]
        : [],
  )
  const options = nodes.flatMap((node) =>
    node.options.map((option) => `${node === root ? 'complete -c butler' : at(node)}${flagWords(option)}`),
  )
  const valued = [...new Set(nodes.flatMap(valueFlagsOf))].join(' ')
  const paths = nodes.filter(({ path }) => path.length > 0).map((node) => quoted(pathOf(node)))
  return `# fish completion of butler: butler completion fish > ~/.config/fish/completions/butler.fish
set -g __butler_paths ${paths.join(' ')}
function __butler_at
  set -l path
  set -l skip 0
  for word in (commandline -opc)[2..-1]
    if test $skip = 1
      set skip 0
    else if contains -- $word ${valued}
      set skip 1
    else if not string match -q -- '-*' $word
      set -l next (string join ' ' $path $word)
      contains -- $next $__butler_paths; or break
      set path $next
    end
  end
  test "$path" = "$argv[1]"
end
${[...verbs, ...options].join('\n')}`
}

function at(node: Node): string {
  return `complete -c butler -n ${quoted(`__butler_at ${quoted(pathOf(node))}`)}`
}

function flagWords({ short, long, takesValue, choices, description }: Node['options'][number]): string {
  const name = [...(short ? [`-s ${short.slice(1)}`] : []), ...(long.startsWith('--') ? [`-l ${long.slice(2)}`] : [])]
  const value = choices.length > 0 ? ['-x', `-a ${quoted(choices.join(' '))}`] : takesValue ? ['-r'] : []
  return ` ${[...name, ...value, `-d ${quoted(description)}`].join(' ')}`
}

import type { Argument, Command, Option } from 'commander'
import type { Session } from './session.ts'

/** A verb or a group of them, as completion and the manual page tell it; `path` without the program's name. */
export type Node = {
  path: readonly string[]
  description: string
  arguments: readonly {
    name: string
    choices: readonly string[]
    description: string
    isVariadic: boolean
    isRequired: boolean
  }[]
  options: readonly {
    flags: string
    short: string | null
    long: string
    takesValue: boolean
    choices: readonly string[]
    description: string
  }[]
  verbs: readonly Node[]
}

/** Every verb of the program, in the words of the session. */
export async function commandTree(session: Session): Promise<Node> {
  const { wholeProgram } = await import('./program.ts')
  return nodeOf(await wholeProgram(session.language, session.faces), [])
}

function nodeOf(command: Command, path: readonly string[]): Node {
  const help = command.createHelp()
  const ownOptions = help.visibleOptions(command)
  return {
    path,
    description: command.description(),
    arguments: command.registeredArguments.map(argumentOf),
    options: ownOptions.map(optionOf),
    verbs: command.commands.map((verb) => nodeOf(verb, [...path, verb.name()])),
  }
}

function argumentOf(argument: Argument) {
  return {
    name: argument.name(),
    choices: argument.argChoices ?? [],
    description: argument.description,
    ...{ isVariadic: argument.variadic, isRequired: argument.required },
  }
}

function optionOf(option: Option) {
  const { flags, short, long, argChoices, description } = option
  return {
    ...{ flags, short: short ?? null, long: long ?? short ?? '', description },
    takesValue: option.required || option.optional,
    choices: argChoices ?? [],
  }
}

/** All of them, the program itself first. */
export function allNodes(node: Node): Node[] {
  return [node, ...node.verbs.flatMap(allNodes)]
}

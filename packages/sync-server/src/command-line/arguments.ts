import { MISUSED, type CommandWorld } from "./command.ts"

/** What stands behind a command: words, and the value of `--to` where the command takes one. */
export interface Arguments {
  readonly words: readonly string[]
  readonly to: string | null
}

/** How many words a command takes, and whether `--to`. */
export interface ArgumentRules {
  readonly words: { readonly least: number; readonly most: number }
  readonly hasTo: boolean
}

/** Returns the arguments, or complains with the help and returns the exit status. */
export function readArguments(
  args: readonly string[],
  { words: { least, most }, hasTo }: ArgumentRules,
  help: string,
  world: CommandWorld,
): Arguments | number {
  const words: string[] = []
  let to: string | null = null
  const misused = (line: string) => {
    world.complain(`${line}\n\n${help}`)
    return MISUSED
  }
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index]!
    if (word === "--to" && hasTo) to = args[(index += 1)] ?? null
    else if (word.startsWith("-")) return misused(`There is no option ${word}.`)
    else words.push(word)
  }
  if (hasTo && to === null) return misused("Say where to with --to.")
  if (words.length < least) return misused("No file is named.")
  return words.length > most ? misused(`"${words[most]}" is one too many.`) : { words, to }
}

/** Returns the files that a command reads one by one and whether `--json` was given, or complains with the help and returns the exit status. */
export function readFileArguments(
  args: readonly string[],
  help: string,
  world: CommandWorld,
): { readonly files: readonly string[]; readonly isJson: boolean } | number {
  const others = args.filter(argument => argument !== "--json")
  const read = readArguments(others, { words: { least: 1, most: Infinity }, hasTo: false }, help, world)
  return typeof read === "number" ? read : { files: read.words, isJson: others.length < args.length }
}

/** A size as people say it. */
export function sizeName(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.ceil(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** What the outside world said to a command, as a line. */
export function errorLine(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

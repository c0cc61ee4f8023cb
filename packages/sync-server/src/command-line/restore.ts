import { resolve } from "node:path"
import { restoreFolder, type NotRestored } from "../store/restore-folder.ts"
import { errorLine, readArguments } from "./arguments.ts"
import { DONE, FAILED, type Command, type CommandWorld } from "./command.ts"

const HELP = `pnpm weft restore FILE --to FOLDER

Makes a data folder of a backup. The folder must be new or empty. Start the relay on it with WEFT_DATA=FOLDER.

People's devices find out by themselves that the relay has an older state, and bring what they have beyond it.`

export const restoreCommand: Command = {
  name: "restore",
  summary: "makes a data folder of a backup",
  help: HELP,
  run,
}

async function run(args: readonly string[], world: CommandWorld): Promise<number> {
  const read = readArguments(args, { words: { least: 1, most: 1 }, hasTo: true }, HELP, world)
  if (typeof read === "number") return read
  const file = read.words[0]!
  const folder = resolve(read.to!)
  try {
    const made = restoreFolder(file, folder, world.createName(), name => world.progress(`Restoring ${name}`))
    world.progress("")
    if ("refused" in made) {
      world.complain(refusalSentence(made, file, folder))
      return FAILED
    }
    world.print(`${folder} has everything of ${new Date(made.at).toISOString()}: ${made.files.length} files.`)
    world.print(`Start the relay on it with WEFT_DATA=${folder}`)
    return DONE
  } catch (error) {
    world.progress("")
    world.complain(`Nothing was restored: ${errorLine(error)}.`)
    return FAILED
  }
}

function refusalSentence(refusal: NotRestored, file: string, folder: string): string {
  switch (refusal.refused) {
    case "in-use":
      return `A relay is running on ${folder}. Stop it and restore into a new folder.`
    case "not-empty":
      return `${folder} is not empty. Name a new folder; nothing is ever restored over what is there.`
    case "no-backup":
      return `${file} is no backup of Weft.`
    case "cut-off":
      return `${file} ends before it is whole: it was cut off when it was copied. Copy it again, or take another backup.`
    case "newer":
      return `${file} was made by a newer Weft. Restore it with that one.`
    case "damaged":
      return `${refusal.name} in ${file} is not what was backed up: the file was damaged since. Take another backup.`
  }
}

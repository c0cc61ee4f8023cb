import { backUpFolder, type NoBackup } from "../store/backup-folder.ts"
import { errorLine, readArguments, sizeName } from "./arguments.ts"
import { DONE, FAILED, type Command, type CommandWorld } from "./command.ts"

const HELP = `pnpm weft backup FILE

Copies everything that Weft keeps into one file, which tar can open: documents with their history, accounts, rights and
attached files. The relay may go on running; what it acknowledged before the backup began is in it.

The data folder is .weft in the current folder, or what WEFT_DATA says. Whoever has the file can read all of it, and sign
in as anybody: keep it as safe as the relay.`

export const backupCommand: Command = {
  name: "backup",
  summary: "copies everything into one file, while the relay runs",
  help: HELP,
  run,
}

async function run(args: readonly string[], world: CommandWorld): Promise<number> {
  const read = readArguments(args, { words: { least: 1, most: 1 }, hasTo: false }, HELP, world)
  if (typeof read === "number") return read
  const file = read.words[0]!
  try {
    const made = backUpFolder(world.dataFolder, file, world.now(), name => world.progress(`Copying ${name}`))
    world.progress("")
    if ("refused" in made) {
      world.complain(refusalSentence(made, file, world))
      return FAILED
    }
    const bytes = made.files.reduce((sum, { size }) => sum + size, 0)
    world.print(`${file} has all of ${world.dataFolder}: ${made.files.length} files, ${sizeName(bytes)}.`)
    world.print(`Try it now and then: pnpm weft restore ${file} --to some-new-folder`)
    return DONE
  } catch (error) {
    world.progress("")
    world.complain(`There is no backup: ${errorLine(error)}. What was written of it is gone again.`)
    return FAILED
  }
}

function refusalSentence({ refused }: NoBackup, file: string, { dataFolder }: CommandWorld): string {
  switch (refused) {
    case "no-data":
      return `${dataFolder} is no data folder of Weft. Set WEFT_DATA to the folder that the relay names when it starts.`
    case "exists":
      return `${file} is there already. Name a new file, or move that one away.`
  }
}

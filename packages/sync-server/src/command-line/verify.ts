import { verifyFolder, type Fault } from "../store/verify-folder.ts"
import { errorLine, readArguments } from "./arguments.ts"
import { DONE, FAILED, type Command, type CommandWorld } from "./command.ts"
import { table } from "./table.ts"

const HELP = `pnpm weft verify [FOLDER]

Looks at everything that Weft keeps and says what does not verify: pages of the databases, checksums and sequences of
documents and their history, the chains that say who wrote what when, and attached files. Nothing is changed, and the
relay may go on running. Without a FOLDER it is .weft in the current folder, or what WEFT_DATA says.

The exit status is 1 when anything is wrong.`

export const verifyCommand: Command = {
  name: "verify",
  summary: "says whether everything that is kept is as it was written",
  help: HELP,
  run,
}

async function run(args: readonly string[], world: CommandWorld): Promise<number> {
  const read = readArguments(args, { words: { least: 0, most: 1 }, hasTo: false }, HELP, world)
  if (typeof read === "number") return read
  const folder = read.words[0] ?? world.dataFolder
  try {
    const faults = verifyFolder(folder, name => world.progress(`Looking at ${name}`))
    world.progress("")
    if (faults === null) {
      world.complain(`${folder} is no data folder of Weft.`)
      return FAILED
    }
    if (faults.length === 0) {
      world.print(`Everything in ${folder} verifies.`)
      return DONE
    }
    world.complain(`${faults.length} things in ${folder} do not verify:`)
    world.complain(table(faults.map(fault => [fault.where, fault.detail, remedyOf(fault)])))
    return FAILED
  } catch (error) {
    world.progress("")
    world.complain(`${folder} cannot be looked at: ${errorLine(error)}.`)
    return FAILED
  }
}

/** What to do about something that is wrong. */
function remedyOf({ kind }: Fault): string {
  switch (kind) {
    case "database":
      return "Pages are damaged. Copy the folder, look at the disk, and restore the latest backup that verifies."
    case "shape":
      return "Start the relay of this version on it once, or verify it with the version that wrote it."
    case "document":
      return "It is not served. Restore the latest backup that verifies; devices bring what they have beyond it."
    case "history":
      return "The document itself is served. Restore a backup if its history is needed."
    case "chain":
      return "The record was changed or cut. Keep this folder, and compare it with the backups before."
    case "file":
      return "Take the file from a backup, or attach it again."
  }
}

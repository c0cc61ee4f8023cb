import { DONE, MISUSED, type Command, type CommandWorld } from "./command.ts"
import { backupCommand } from "./backup.ts"
import { convertCommand } from "./convert.ts"
import { exportCommand } from "./export.ts"
import { importCommand } from "./import.ts"
import { levelCommand } from "./level.ts"
import { scheduleCommand } from "./schedule.ts"
import { slaCommand } from "./sla.ts"
import { restoreCommand } from "./restore.ts"
import { verifyCommand } from "./verify.ts"

const COMMANDS: readonly Command[] = [
  backupCommand,
  restoreCommand,
  verifyCommand,
  exportCommand,
  importCommand,
  scheduleCommand,
  convertCommand,
  levelCommand,
  slaCommand,
]

/** Runs the command that the arguments name and answers the exit status. */
export async function runCommandLine(args: readonly string[], world: CommandWorld): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    world.print(overview())
    return name === undefined ? MISUSED : DONE
  }
  const command = COMMANDS.find(candidate => candidate.name === name)
  if (command === undefined) {
    world.complain(`There is no command "${name}".\n\n${overview()}`)
    return MISUSED
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    world.print(command.help)
    return DONE
  }
  return command.run(rest, world)
}

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length))
  return [
    "pnpm weft COMMAND ...",
    "",
    ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    "pnpm weft COMMAND --help says more.",
  ].join("\n")
}

import { createContext, onCleanup, useContext } from "solid-js"
import { COMMAND_IDS, type CommandId } from "./commands.ts"

/** What a command does where it was registered. */
export interface CommandHandler {
  readonly run: () => void
  /** Whether it can be done now; without it, always. */
  readonly may?: () => boolean
}

export type CommandHandlers = { readonly [id in CommandId]?: CommandHandler }

/** What can be done now. Screens say what they can do while they are shown; of two, the one that came last answers. */
export class CommandHost {
  readonly #registered: CommandHandlers[] = []

  /** Answers how to take the handlers away again. */
  register(handlers: CommandHandlers): () => void {
    this.#registered.push(handlers)
    return () => {
      const index = this.#registered.indexOf(handlers)
      if (index >= 0) this.#registered.splice(index, 1)
    }
  }

  /** The commands that can be done now, in the order of `COMMANDS`. */
  available(): readonly CommandId[] {
    return COMMAND_IDS.filter(id => this.#handlerOf(id) !== undefined)
  }

  /** Does a command. Answers whether it could be done. */
  run(id: CommandId): boolean {
    const handler = this.#handlerOf(id)
    handler?.run()
    return handler !== undefined
  }

  #handlerOf(id: CommandId): CommandHandler | undefined {
    const handler = this.#registered.findLast(handlers => handlers[id] !== undefined)?.[id]
    return handler?.may?.() === false ? undefined : handler
  }
}

const CommandsContext = createContext<CommandHost>()

export const CommandsProvider = CommandsContext.Provider

/** The commands that can be called here; nothing outside of a workspace. */
export function useCommandHost(): CommandHost | undefined {
  return useContext(CommandsContext)
}

/** Says what can be done while the part that says it is shown. Outside of a workspace nothing can be called by name. */
export function useCommands(handlers: CommandHandlers): void {
  const host = useContext(CommandsContext)
  if (host !== undefined) onCleanup(host.register(handlers))
}

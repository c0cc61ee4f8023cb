/** What a command asks of the world; the composition root hands it in. */
export interface CommandWorld {
  /** The bytes of a file, or in words why there are none. Files larger than the limit are not read. */
  readonly readFile: (path: string, mostBytes: number) => Promise<Uint8Array | string>
  /**
   * The bytes of a file piece by piece, unpacked where it is gzip, or in words why there are none. Reading on may throw
   * an error whose message says why it broke off.
   */
  readonly openFile: (path: string) => Promise<AsyncIterable<Uint8Array> | string>
  readonly print: (line: string) => void
  readonly complain: (line: string) => void
  /** Shows what is being done, in place of what was shown before; the empty text shows nothing. Only on a terminal. */
  readonly progress: (text: string) => void
  /** The folder of the relay, as WEFT_DATA says. */
  readonly dataFolder: string
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Returns fresh random text out of `[0-9A-Za-z_-]`. */
  readonly createName: () => string
}

/** How a command ended: all done, something could not be done, or it was called wrongly. */
export const DONE = 0
export const FAILED = 1
export const MISUSED = 2

export interface Command {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  readonly help: string
  /** Runs over what stands behind the command's name and answers the exit status. */
  readonly run: (args: readonly string[], world: CommandWorld) => Promise<number>
}

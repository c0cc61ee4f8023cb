import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"

const MAIN = fileURLToPath(new URL("../../packages/sync-server/src/main.ts", import.meta.url))

/** A relay in a process of its own, started as people start it. */
export interface RelayProcess {
  readonly url: string
  /** What it has printed so far. */
  printed(): string
  /** Resolves when it has ended, in whatever way. */
  readonly exited: Promise<unknown>
  /** Ends it at once, with nothing put in order. */
  kill(): Promise<void>
  /** Asks it to end and returns its exit code. */
  stop(): Promise<number | null>
}

/** What a relay printed that ended by itself. */
export interface EndedProcess {
  readonly code: number | null
  readonly output: string
}

/** Starts a relay on a free port and waits until it says where it is; rejects with its output when it ends before. */
export async function startRelayProcess(
  dataFolder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<RelayProcess> {
  const child = spawnRelay({ WEFT_DATA: dataFolder, PORT: "0", ...environment })
  const exited = once(child, "exit")
  let output = ""
  child.stdout?.on("data", (data: Buffer) => (output += data.toString()))
  const url = await addressOf(child)
  return {
    url,
    printed: () => output,
    exited,
    async kill() {
      child.kill("SIGKILL")
      await exited
    },
    async stop() {
      child.kill("SIGTERM")
      const [code] = (await once(child, "exit")) as [number | null]
      return code
    },
  }
}

/** Starts a relay that is expected to end by itself, and returns what it said. */
export async function runRelayProcess(environment: Readonly<Record<string, string>>): Promise<EndedProcess> {
  const child = spawnRelay(environment)
  let output = ""
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data: Buffer) => (output += data.toString()))
  const [code] = (await once(child, "close")) as [number | null]
  return { code, output }
}

function spawnRelay(environment: Readonly<Record<string, string>>): ChildProcess {
  // Most tests of processes are about the log; those of accounts ask for them.
  return spawn(process.execPath, [MAIN], {
    env: { ...process.env, HOST: "127.0.0.1", WEFT_ACCESS: "open", ...environment },
  })
}

function addressOf(child: ChildProcess): Promise<string> {
  let output = ""
  return new Promise((resolve, reject) => {
    const listen = (data: Buffer) => {
      output += data.toString()
      const address = /http:\/\/[\d.]+:\d+/.exec(output)
      if (address !== null) resolve(address[0])
    }
    child.stdout?.on("data", listen)
    child.stderr?.on("data", listen)
    child.once("exit", () => reject(new Error(output)))
  })
}

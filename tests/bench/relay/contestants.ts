import { fork, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Question, Usage } from "./servers/answering.ts"

/** Whose wire protocol a server speaks. */
export type Dialect = "weft" | "hocuspocus" | "y-websocket"

/** The relay and those it is held against, each started anew for what is measured. */
export const CONTESTANTS: readonly Dialect[] = ["weft", "hocuspocus", "y-websocket"]

/** A server in a process of its own. */
export interface Contestant {
  readonly dialect: Dialect
  readonly url: string
  readonly folder: string
  ask(question: Question): Promise<Usage>
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>
}

export interface ContestantOptions {
  /** Where it keeps its data; without one it gets a folder that goes when it stops. */
  readonly folder?: string
  /** How long ours keeps an unused document, in milliseconds. The others let go at once, or never. */
  readonly idleMillis?: number
  /** Whether y-websocket keeps documents on disk, which it does only where it is told. */
  readonly isKept?: boolean
}

/** Starts a server on a free port of the loopback interface. */
export async function start(dialect: Dialect, options: ContestantOptions = {}): Promise<Contestant> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "weft-bench-"))
  const child = fork(fileURLToPath(new URL(`./servers/${dialect}.ts`, import.meta.url)), [], {
    execArgv: ["--expose-gc"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      BENCH_DATA: folder,
      ...(options.idleMillis === undefined ? {} : { BENCH_IDLE_MILLIS: String(options.idleMillis) }),
      ...(options.isKept === true ? { YPERSISTENCE: join(folder, "leveldb") } : {}),
    },
  })
  const ended = once(child, "exit")
  const { port } = (await said(child, ended)) as { port: number }
  return {
    dialect,
    url: `ws://127.0.0.1:${port}`,
    folder,
    async ask(question) {
      child.send(question)
      return (await said(child, ended)) as Usage
    },
    async stop() {
      child.kill("SIGTERM")
      const impatient = setTimeout(() => child.kill("SIGKILL"), 20_000)
      await ended
      clearTimeout(impatient)
      if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function said(child: ChildProcess, ended: Promise<unknown>): Promise<unknown> {
  const message = await Promise.race([once(child, "message"), ended.then(() => null)])
  if (message === null) throw new Error("a server ended")
  return message[0]
}

import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { faultsIn, type Heads } from "./known-rows.ts"

const WRITING = fileURLToPath(new URL("./writing-process.ts", import.meta.url))

/** Enough commits that a death at any of the first operations comes before the end. */
const COMMITS = 60
const MOST_OPERATIONS = 900

/**
 * Lets a process write known rows into a folder and kills it at a random write
 * or sync, in a commit, a snapshot or a checkpoint. Returns what is wrong with
 * the folder then, in words.
 */
export async function killStore(
  folder: string,
  library: string,
  random: () => number,
  kind: "here" | "threads",
): Promise<string[]> {
  const isSync = random() < 0.3
  const file = random() < 0.7 ? "-wal" : "log.sqlite"
  const most = (isSync ? 0.07 : 1) * (file === "-wal" ? 1 : 0.2) * MOST_OPERATIONS
  const point = [isSync ? "sync" : "write", file, 1 + Math.floor(random() * most), random() < 0.5 ? "before" : "after"]
  const child = spawn(
    process.execPath,
    [WRITING, folder, String(Math.floor(random() * 2 ** 32)), String(COMMITS), kind],
    {
      env: { ...process.env, LD_PRELOAD: library, DISK_KILL: point.join(",") },
      stdio: ["ignore", "ignore", "pipe"],
    },
  )
  let complaint = ""
  child.stderr.on("data", (data: Buffer) => (complaint += data.toString()))
  const [code] = (await once(child, "close")) as [number | null]
  const faults = code === null || code === 0 ? [] : [complaint]
  return [...faults, ...faultsIn(join(folder, "log.sqlite"), lastMark(join(folder, "log.sqlite.marks")))]
}

/** What was acknowledged last; the line that the process died in does not count. */
function lastMark(file: string): Heads {
  if (!existsSync(file)) return {}
  const line = readFileSync(file, "utf8").split("\n").at(-2)
  return line === undefined ? {} : (JSON.parse(line) as Heads)
}

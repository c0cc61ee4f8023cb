/** What a server's process used and holds, asked from outside. */
export interface Usage {
  /** Processor time of the whole process since its start, in microseconds. */
  readonly cpuMicros: number
  /** Resident memory, in bytes; after a collection where one was asked for. */
  readonly rssBytes: number
  readonly heapBytes: number
  /** How many documents it has in memory. */
  readonly documents: number
}

/** `usage` as it is, `settled` after everything unused was collected. */
export type Question = "usage" | "settled"

/** Tells the parent where this server is, and answers what it asks from then on. */
export function answerFor(port: number, documents: () => number): void {
  process.on("message", (question: Question) => {
    if (question === "settled") for (let round = 0; round < 4; round += 1) globalThis.gc?.()
    const { user, system } = process.cpuUsage()
    const { rss, heapUsed } = process.memoryUsage()
    const usage: Usage = { cpuMicros: user + system, rssBytes: rss, heapBytes: heapUsed, documents: documents() }
    process.send?.(usage)
  })
  process.once("disconnect", () => process.exit(0))
  process.send?.({ port })
}

/** The folder that the parent gave. */
export function dataFolder(): string {
  const folder = process.env["BENCH_DATA"]
  if (folder === undefined) throw new Error("BENCH_DATA names no folder")
  return folder
}

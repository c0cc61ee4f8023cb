import type { SpaceId, WorkspaceId } from "@weft/model/base/ids"
import type { FromHistory, PastItems, ToHistory, ToldChange, ToldPast } from "./history-messages.ts"

/** The past of a space or an item, as it is being read. */
export interface OpenHistory {
  readonly stop: () => void
  readonly itemsAt: (version: number, items: readonly string[]) => Promise<PastItems>
  readonly changesOf: (version: number) => Promise<readonly ToldChange[]>
  readonly close: () => void
}

export interface OpenHistoryOptions {
  readonly workspace: WorkspaceId
  readonly space: SpaceId
  readonly item: string | null
  /** The items whose comments are told of as well. */
  readonly comments: readonly string[]
  /** Whether each step is told by itself. */
  readonly byStep?: boolean
  readonly progress?: (rows: number) => void
  readonly read: (past: ToldPast) => void
  /** The worker could not be loaded. */
  readonly failed: () => void
}

/** Begins to read; the worker ends with `close`. */
export function openHistory(options: OpenHistoryOptions): OpenHistory {
  const { workspace, space, item, comments, byStep = false, progress, read, failed } = options
  const worker = new Worker(new URL("./history-entry.ts", import.meta.url), { type: "module", name: "weft-history" })
  const waiting = new Map<number, (answer: never) => void>()
  let requests = 0
  const post = (message: ToHistory) => worker.postMessage(message, { transfer: [] })
  const ask = <Answer>(message: (request: number) => ToHistory): Promise<Answer> => {
    const request = ++requests
    return new Promise(resolve => {
      waiting.set(request, resolve as (answer: never) => void)
      post(message(request))
    })
  }
  const answer = (request: number, value: unknown) => {
    waiting.get(request)?.(value as never)
    waiting.delete(request)
  }
  worker.addEventListener("error", failed)
  worker.addEventListener("message", ({ data }: MessageEvent<FromHistory>) => {
    switch (data.tell) {
      case "progress":
        return progress?.(data.rows)
      case "past":
        return read(data.past)
      case "records":
        return answer(data.request, data.past)
      case "changes":
        return answer(data.request, data.changes)
    }
  })
  post({ do: "read", workspace, space, item, comments, byStep })
  return {
    stop: () => post({ do: "stop" }),
    itemsAt: (version, items) => ask(request => ({ do: "records", request, version, items })),
    changesOf: version => ask(request => ({ do: "changes", request, version })),
    close: () => worker.terminate(),
  }
}

import type { LevelledAnswer, SearchProgress } from "./level-in-turns.ts"
import type { LevelQuestion } from "./level-question.ts"
import type { LevelReply, LevelRequest } from "./level-worker.ts"

export interface LevellingListener {
  readonly onProgress: (progress: SearchProgress) => void
  readonly onAnswer: (answer: LevelledAnswer) => void
  readonly onFailed: () => void
}

/** A search that is under way beside the page. */
export interface RunningSearch {
  /** Has it answer with the best schedule so far. */
  readonly stop: () => void
  /** Ends it without an answer. */
  readonly close: () => void
}

export function runLevelling(question: LevelQuestion, listener: LevellingListener): RunningSearch {
  const worker = new Worker(new URL("./level-worker.ts", import.meta.url), { type: "module" })
  const ask = (request: LevelRequest) => worker.postMessage(request, [])
  const close = () => worker.terminate()
  worker.addEventListener("message", ({ data }: MessageEvent<LevelReply>) => {
    if (data.tell === "progress") return listener.onProgress(data)
    close()
    if (data.tell === "answer") listener.onAnswer(data)
    else listener.onFailed()
  })
  worker.addEventListener("error", () => {
    close()
    listener.onFailed()
  })
  ask({ ask: "level", question })
  return { stop: () => ask({ ask: "stop" }), close }
}

import { levelInTurns, type LevelledAnswer, type SearchProgress } from "./level-in-turns.ts"
import type { LevelQuestion } from "./level-question.ts"

export type LevelRequest = { readonly ask: "level"; readonly question: LevelQuestion } | { readonly ask: "stop" }

export type LevelReply =
  | ({ readonly tell: "progress" } & SearchProgress)
  | ({ readonly tell: "answer" } & LevelledAnswer)
  | { readonly tell: "failed" }

let isStopped = false

/**
 * Levels one plan beside the page. A turn of the search is a generation of schedules, which takes from 40 milliseconds
 * for some hundred tasks to most of a second for thousands: more than the page could spare between two frames.
 */
self.addEventListener("message", ({ data }: MessageEvent<LevelRequest>) => {
  if (data.ask === "stop") isStopped = true
  else void level(data.question)
})

async function level(question: LevelQuestion): Promise<void> {
  const tell = (reply: LevelReply) => self.postMessage(reply, { transfer: [] })
  try {
    const answer = await levelInTurns(question, {
      onProgress: progress => tell({ tell: "progress", ...progress }),
      pause: () => new Promise(resolve => setTimeout(resolve)),
      isStopped: () => isStopped,
    })
    tell({ tell: "answer", ...answer })
  } catch {
    tell({ tell: "failed" })
  }
}

import { ReportDesk, type Turns } from "./report-desk.ts"
import type { DeskAnswers, DeskQuestion, DeskReply, DeskRequest } from "./report-messages.ts"

const desk = new ReportDesk()
const stopped = new Set<number>()
/** Questions are answered one after another, so that a list is always of the report before it. */
let line: Promise<void> = Promise.resolve()

const tell = (reply: DeskReply) => self.postMessage(reply, { transfer: [] })

/** Reads and counts the tickets of a service beside the page; see `ReportDesk`. */
self.addEventListener("message", ({ data }: MessageEvent<DeskRequest>) => {
  if ("tell" in data) {
    if (data.tell === "stop") stopped.add(data.request)
    else desk.hear(data)
    return
  }
  line = answerAfter(line, data)
})

async function answerAfter(before: Promise<void>, asked: DeskQuestion & { readonly request: number }): Promise<void> {
  await before
  const { request } = asked
  const turns: Turns = {
    onProgress: (done, total) => tell({ reply: "progress", request, done, total }),
    pause: () => new Promise(resolve => setTimeout(resolve)),
    isStopped: () => stopped.has(request),
  }
  try {
    tell({ reply: "answer", request, answer: await answerTo(asked, turns) })
  } catch {
    tell({ reply: "failed", request })
  }
  stopped.delete(request)
}

async function answerTo(question: DeskQuestion, turns: Turns): Promise<DeskAnswers[keyof DeskAnswers]> {
  switch (question.ask) {
    case "report":
      return desk.report(question.question, turns)
    case "list":
      return desk.list(question.selection, question.most)
    case "file":
      return desk.file(question.selections, question.words)
    case "measures":
      return desk.measures(question.wanted, question.now, turns)
  }
}

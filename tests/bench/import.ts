import { seededRandom } from "@weft/model/base/random"
import { isRefusal } from "@weft/model/base/result"
import { prepareBoardImport } from "@weft/model/exchange/board/import"
import { previewBoard } from "@weft/model/exchange/board/preview"
import { MORNING, Person } from "../support/person.ts"
import { boardIn as tableBoard, bringBoard } from "../unit/exchange/board-files.ts"
import { boardIn, spaceOf } from "../unit/exchange/importing.ts"
import { largeBoard } from "../unit/exchange/trello-file.ts"
import { figure, report } from "./report.ts"

const RUNS = 7

/** A Trello board of 2,000 cards with 4,000 checks and 1,000 comments: its preview, and the changes that it becomes. */
export async function benchImport(): Promise<void> {
  const board = boardIn(largeBoard(2_000))
  const ana = new Person("ana", 1, MORNING)
  const snapshot = spaceOf(ana, board)
  const acting = { me: ana.me, now: MORNING, random: seededRandom(1) }
  const pace = { onProgress: () => {}, cancelled: () => false, pause: async () => {} }
  const [previews, imports] = [[] as number[], [] as number[]]
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now()
    previewBoard(board, snapshot)
    const previewed = performance.now()
    const changes = await prepareBoardImport(snapshot, { board }, acting, pace)
    if (isRefusal(changes)) throw new Error(changes.reason)
    previews.push(previewed - start)
    imports.push(performance.now() - previewed)
  }
  await benchTable(ana)
  report(figure({ bench: "import", figure: "Trello board of 2,000 cards, preview", unit: "ms", target: 300 }, previews))
  report(figure({ bench: "import", figure: "Trello board of 2,000 cards, changes", unit: "ms", target: 600 }, imports))
}

/** A table of 5,000 rows: read, its columns guessed, made a board and previewed; and the same again once it is there. */
async function benchTable(ana: Person): Promise<void> {
  const text = largeTable(5_000)
  const [first, again] = [[] as number[], [] as number[]]
  const preview = (times: number[]) => {
    const start = performance.now()
    const board = tableBoard(text)
    previewBoard(board, spaceOf(ana, board))
    times.push(performance.now() - start)
  }
  for (let run = 0; run < RUNS; run++) preview(first)
  bringBoard(ana, tableBoard(text))
  for (let run = 0; run < RUNS; run++) preview(again)
  report(figure({ bench: "import", figure: "table of 5,000 rows, preview", unit: "ms", target: 500 }, first))
  report(
    figure({ bench: "import", figure: "table of 5,000 rows imported before, preview", unit: "ms", target: 500 }, again),
  )
}

function largeTable(rows: number): string {
  const head = "Id,Title,Description,Status,Labels,Assignee,Start,Due,Estimate,Priority,Parent,Size"
  const line = (index: number) =>
    [
      index,
      `Task ${index}`,
      `"What has to be done, in row ${index}.\nAnd a second line."`,
      ["To do", "Doing", "Done"][index % 3],
      `"bath, label ${index % 20}"`,
      `Person ${index % 12}`,
      `2026-0${1 + (index % 9)}-1${index % 10}`,
      `1${index % 10}/0${1 + (index % 9)}/2026`,
      `${index % 8}h`,
      ["high", "low", ""][index % 3],
      index % 5 === 0 ? "" : index - (index % 5),
      index / 2,
    ].join(",")
  return [head, ...Array.from({ length: rows }, (_, index) => line(index + 1))].join("\n")
}

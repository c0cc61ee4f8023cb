import { seededRandom } from "@weft/model/base/random"
import { isRefusal } from "@weft/model/base/result"
import { prepareBoardImport } from "@weft/model/exchange/board/import"
import { previewBoard } from "@weft/model/exchange/board/preview"
import { MORNING, Person } from "../support/person.ts"
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
  report(figure({ bench: "import", figure: "Trello board of 2,000 cards, preview", unit: "ms", target: 300 }, previews))
  report(figure({ bench: "import", figure: "Trello board of 2,000 cards, changes", unit: "ms", target: 600 }, imports))
}

import type { WorkspaceId } from "@weft/model/base/ids"
import { seededRandom } from "@weft/model/base/random"
import type { DocumentPath } from "@weft/model/schema/change"
import { columnarRows } from "../../packages/client/src/data/columnar.ts"
import type { ToTab, ToWorker } from "../../packages/client/src/data/messages.ts"
import { Workspace } from "../../packages/client/src/data/workspace.ts"
import { SPACE, type Person } from "./person.ts"

/** A tab of somebody whose data worker is played by the test: it knows only what it is told. */
export class ToldTab {
  readonly workspace: Workspace
  /** What the tab said to its worker, in order. */
  readonly said: ToWorker[] = []
  tell: (message: ToTab) => void = () => {}
  readonly #person: Person

  constructor(person: Person) {
    this.#person = person
    this.workspace = new Workspace({
      id: "W" as WorkspaceId,
      me: person.me,
      port: { post: message => this.said.push(message), listen: receive => (this.tell = receive), close: () => {} },
      space: SPACE,
      now: () => person.now,
      random: seededRandom(1),
      storage: { getItem: () => null, setItem: () => {}, removeItem: () => {} },
    })
  }

  /** Tells the rows that a document of the person holds. */
  tellRows(path: DocumentPath): void {
    const document = this.#person.replica.document(path)!
    const rows = columnarRows(Array.from(document.kinds, kind => [kind, document.rows(kind)] as const))
    this.tell({ tell: "rows", path, rows, cached: false })
  }
}

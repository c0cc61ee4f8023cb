import type { WorkspaceId } from "@weft/model/base/ids"
import type { DocumentPath } from "@weft/model/schema/change"
import type { DocumentRight, Standing } from "@weft/model/wire/rights"
import { NOTHING_WITHHELD, readRights, rightTo, withRight, type Rights } from "../rights.ts"

/** What the person may do, as the relay said last, with or without a connection. */
export class RightsBook {
  readonly #workspace: WorkspaceId
  #rights: Rights = NOTHING_WITHHELD

  constructor(workspace: WorkspaceId) {
    this.#workspace = workspace
  }

  get rights(): Rights {
    return this.#rights
  }

  /** Takes over what was kept, or what another worker was told. */
  load(kept: unknown): void {
    this.#rights = readRights(kept)
  }

  rightTo(path: DocumentPath): DocumentRight {
    return rightTo(this.#rights, this.#workspace, path)
  }

  /**
   * Notes where the person stands. A relay that asks nobody withholds nothing. One that has never heard of the person in
   * this workspace has given them nothing that it could take back: the workspace may only be on its way there.
   */
  stands(standing: Standing | null): void {
    const before = this.#rights.standing
    const isOpen = standing !== null && standing.member === ""
    const isStranger = standing === null && before === "unknown"
    this.#rights = { standing: isOpen || isStranger ? "unknown" : standing, documents: {} }
  }

  /** Notes what the relay said of one document. Of what it holds back from a stranger nothing follows. */
  allowed(path: DocumentPath, right: DocumentRight): void {
    if (this.#rights.standing === "unknown" && right === "none") return
    this.#rights = withRight(this.#rights, this.#workspace, path, right)
  }
}

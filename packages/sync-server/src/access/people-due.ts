import type { DatabaseSync, StatementSync } from "node:sqlite"

/** What a member's record in the `people` document has to say. */
export interface PersonDue {
  readonly workspace: string
  readonly member: string
  readonly name: string
  /** Whether somebody with an account stands behind it; else it is a placeholder. */
  readonly hasAccount: boolean
  /** Grows with each time that the record became due. */
  readonly number: number
}

/**
 * The records that the `people` documents do not show yet. They become due in
 * the transaction of the membership itself and stay so until the document has
 * them on disk, so that a relay that ends in between goes on where it was.
 */
export class PeopleDue {
  readonly #add: StatementSync
  readonly #all: StatementSync
  readonly #done: StatementSync

  constructor(database: DatabaseSync) {
    this.#add = database.prepare(
      `INSERT INTO people_due (workspace, member, name, has_account, number) VALUES (?, ?, ?, ?, 1)
       ON CONFLICT (workspace, member) DO UPDATE
       SET name = excluded.name, has_account = excluded.has_account, number = number + 1`,
    )
    this.#all = database.prepare("SELECT workspace, member, name, has_account, number FROM people_due")
    this.#done = database.prepare("DELETE FROM people_due WHERE workspace = ? AND member = ? AND number = ?")
  }

  add(workspace: string, member: string, name: string, hasAccount: boolean): void {
    this.#add.run(workspace, member, name, hasAccount ? 1 : 0)
  }

  all(): readonly PersonDue[] {
    const rows = this.#all.all() as unknown as (Omit<PersonDue, "hasAccount"> & { has_account: number })[]
    return rows.map(({ has_account, ...row }) => ({ ...row, hasAccount: has_account === 1 }))
  }

  /** Takes it off the list, unless the record became due again meanwhile. */
  done({ workspace, member, number }: PersonDue): void {
    this.#done.run(workspace, member, number)
  }
}

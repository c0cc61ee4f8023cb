import type { MemberId } from "@weft/model/base/ids"
import { DELETED, type Change } from "@weft/model/schema/change"
import type { Member } from "@weft/model/schema/space"

/** What the record of a member in `people` has to say. */
export interface PersonShown {
  readonly member: string
  /** Empty for somebody who has been erased. */
  readonly name: string
  /** Whether somebody with an account stands behind it; else it is a placeholder. */
  readonly hasAccount: boolean
}

/** The document that members are in. */
export const PEOPLE = "people"

/** What has to be written so that a record says it; nothing where it does. What admins wrote besides stays. */
export function changesTo(row: Member, { member, name, hasAccount }: PersonShown): readonly Change[] {
  const changes: Change[] = []
  const set = (field: string, value: unknown) =>
    changes.push({ do: "set", document: PEOPLE, kind: "members", id: member as MemberId, field, value })
  if (row.name !== name) set("name", name)
  if (name === "" && row.mail !== "") set("mail", "")
  if (row.placeholder === hasAccount) set("placeholder", !hasAccount)
  if (hasAccount && row.deleted !== null) set(DELETED, null)
  return changes
}

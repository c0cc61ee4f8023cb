import type { TeamId } from "@weft/model/base/ids"
import type { LiveTables } from "../data/tables.ts"
import type { ShownPerson } from "./avatar.tsx"

/** A team as it stands where a person will; `undefined` for none, or one that is not known here. Followed. */
export function teamNamed(live: LiveTables, id: TeamId | null): ShownPerson | undefined {
  const team = id === null ? undefined : live.table("teams").get(id)
  return team && { id: team.id, name: team.name, gone: team.deleted !== null, team: true }
}

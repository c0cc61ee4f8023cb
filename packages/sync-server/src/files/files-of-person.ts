import type { PersonalData } from "../accounts/personal-data.ts"
import type { FileStore } from "./file-store.ts"

/** The files that somebody has brought. They are their workspaces', so they stay when their person goes, without the name. */
export function filesOfPerson({ tables }: FileStore): PersonalData {
  return {
    name: "files",
    export: person =>
      tables.ofPerson(person).map(({ workspace, space, hash, size, type, at }) => {
        return { workspace, space, hash, size, type, at: new Date(at).toISOString() }
      }),
    erase: person => tables.forgetPerson(person),
  }
}

import type { FileStore } from "./file-store.ts"

/**
 * What is kept of the files that somebody has brought, for exports and erasures. The files are their workspaces', so they
 * stay when their person goes, without the name.
 */
export function filesOfPerson({ tables }: FileStore) {
  return {
    name: "files",
    export: (person: string) =>
      tables.ofPerson(person).map(({ workspace, space, hash, size, type, at }) => {
        return { workspace, space, hash, size, type, at: new Date(at).toISOString() }
      }),
    erase: (person: string) => tables.forgetPerson(person),
  }
}

import { TextSearch } from "../search/text-search.ts"
import type { Database } from "./database.ts"
import type { Documents } from "./documents.ts"
import { plainTexts } from "./plain-texts.ts"
import type { Timers } from "./world.ts"

/** Searches the texts of one workspace, and follows what becomes of them from the first search on. */
export function searchTexts(documents: Documents, database: Database, timers: Timers): TextSearch {
  const search = new TextSearch({
    known: () => documents.known,
    read: paths => plainTexts(paths, documents, database),
    load: async () => new (await import("../search/text-index.ts")).TextIndex(),
    // A task of its own, so that what people write meanwhile is taken in.
    pause: () => new Promise(resolve => timers.after(0, resolve)),
  })
  documents.follows(search)
  return search
}

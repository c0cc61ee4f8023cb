import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { LOG_FILE } from "./sqlite-store.ts"

/** How much somebody wrote to a document, and when; what they wrote is the document's. */
export interface AuthoredEdits {
  readonly document: string
  readonly updates: number
  /** Milliseconds since 1970. */
  readonly firstAt: number
  readonly lastAt: number
}

/** What the log in a folder holds of an author, document by document. Reads beside whoever writes it. */
export function authoredEdits(folder: string, author: string): AuthoredEdits[] {
  const database = new DatabaseSync(join(folder, LOG_FILE), { readOnly: true })
  try {
    return database
      .prepare(
        `SELECT name AS document, count(*) AS updates, min(at) AS firstAt, max(at) AS lastAt
         FROM chain JOIN document ON document.id = chain.document WHERE author = ? GROUP BY document.id ORDER BY name`,
      )
      .all(author) as unknown as AuthoredEdits[]
  } finally {
    database.close()
  }
}

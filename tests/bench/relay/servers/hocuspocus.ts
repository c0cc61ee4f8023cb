import { Database } from "@hocuspocus/extension-database"
import { Server } from "@hocuspocus/server"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { answerFor, dataFolder } from "./answering.ts"

/*
 * Hocuspocus as its guide sets it up, with the statements of its SQLite
 * extension. They run on Node's own SQLite: the extension's driver is a binary
 * that has to be fetched or compiled.
 */
const database = new DatabaseSync(join(dataFolder(), "hocuspocus.sqlite"))
database.exec(
  `CREATE TABLE IF NOT EXISTS "documents" ("name" varchar(255) NOT NULL, "data" blob NOT NULL, UNIQUE(name))`,
)
const select = database.prepare(`SELECT data FROM "documents" WHERE name = $name ORDER BY rowid DESC`)
const upsert = database.prepare(
  `INSERT INTO "documents" ("name", "data") VALUES ($name, $data) ON CONFLICT(name) DO UPDATE SET data = $data`,
)

const server = new Server({
  port: 0,
  address: "127.0.0.1",
  quiet: true,
  extensions: [
    new Database({
      fetch: async ({ documentName }) =>
        (select.get({ name: documentName }) as { data: Uint8Array } | undefined)?.data ?? null,
      store: async ({ documentName, state }) => void upsert.run({ name: documentName, data: state }),
    }),
  ],
})
await server.listen()
answerFor(server.address.port, () => server.hocuspocus.documents.size)

import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { afterEach, beforeEach, expect, test } from "vitest"
import * as Y from "yjs"
import { readWorkspaceFile } from "@weft/model/exchange/workspace-file"
import { runCommandLine } from "@weft/sync-server/command-line/commands"
import { openSqliteStore } from "@weft/sync-server/store/sqlite-store"
import { BareClient, temporaryFolder } from "../support/relay.ts"
import { startRelayProcess } from "../support/relay-process.ts"

const DOCUMENT = "acme/space/one"
const AT = Date.UTC(2026, 10, 23)
const HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

let folder = ""
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const inFolder = (...names: string[]) => join(folder, ...names)

/** Runs a command as the command line does, and returns what it said. */
async function weft(...args: string[]): Promise<{ status: number; said: string }> {
  const lines: string[] = []
  const status = await runCommandLine(args, {
    readFile: () => Promise.resolve(""),
    openFile: () => Promise.resolve("There is no such file."),
    print: line => lines.push(line),
    complain: line => lines.push(line),
    progress: () => {},
    dataFolder: inFolder("data"),
    now: () => AT,
    createName: () => "restored",
  })
  return { status, said: lines.join("\n") }
}

/** A data folder with two documents, one of them folded, and an attached file with nothing in it. */
async function makeFolder(): Promise<void> {
  const store = openSqliteStore(inFolder("data"), () => "first")
  const edits = new Y.Doc()
  for (let seq = 1; seq <= 6; seq += 1) {
    const before = Y.encodeStateVector(edits)
    edits.getMap("items").set(`item${seq}.title.replica`, [`title ${seq}`, seq])
    const row = { seq, bytes: Y.encodeStateAsUpdate(edits, before), author: "anna", session: "s", claims: [], at: seq }
    await store.append([{ document: DOCUMENT, ...row }])
  }
  await store.compact(DOCUMENT, { seq: 4, bytes: Y.encodeStateAsUpdate(edits) })
  const prose = new Y.Doc()
  prose.getXmlFragment("prose").insert(0, [new Y.XmlText("words")])
  const bytes = Y.encodeStateAsUpdate(prose)
  await store.append([
    { document: "acme/text/one/item1", seq: 1, bytes, author: "ben", session: "s", claims: [1], at: 9 },
  ])
  await store.close()
  mkdirSync(inFolder("data", "files", HASH.slice(0, 2)), { recursive: true })
  writeFileSync(inFolder("data", "files", HASH.slice(0, 2), HASH), "")
}

/** Writes numbered keys one by one, each acknowledged before the next, until it is told to stop or the relay dies. */
async function startWriter(url: string, name: string) {
  const client = await BareClient.connect(url)
  await client.join(1, DOCUMENT)
  const document = new Y.Doc()
  const acknowledged: string[] = []
  const stopping = new AbortController()
  const running = (async () => {
    for (let number = 1; !stopping.signal.aborted; number += 1) {
      const before = Y.encodeStateVector(document)
      document.getMap("items").set(`${name}-${number}`, number)
      await client.write(1, number, Y.encodeStateAsUpdate(document, before))
      acknowledged.push(`${name}-${number}`)
    }
  })()
  return {
    acknowledged,
    async stop() {
      stopping.abort()
      await running
    },
  }
}

test("STORE-8 a backup taken while people write has all that was acknowledged before it began, and is served as it was", async () => {
  const relay = await startRelayProcess(inFolder("data"))
  const writers = await Promise.all(["anna", "ben", "cleo"].map(name => startWriter(relay.url, name)))
  while (writers.some(writer => writer.acknowledged.length < 20)) await new Promise(resolve => setTimeout(resolve, 5))
  const promised = writers.flatMap(writer => [...writer.acknowledged])
  expect(await weft("backup", inFolder("backup.tar"))).toMatchObject({ status: 0 })
  await Promise.all(writers.map(writer => writer.stop()))
  await relay.kill()

  expect(await weft("restore", inFolder("backup.tar"), "--to", inFolder("restored"))).toMatchObject({ status: 0 })
  expect(await weft("verify", inFolder("restored"))).toMatchObject({ status: 0 })
  const restored = await startRelayProcess(inFolder("restored"))
  const reader = await BareClient.connect(restored.url)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, (await reader.join(1, DOCUMENT)).bytes)
  expect(promised.filter(key => !copy.getMap("items").has(key))).toEqual([])
  expect(copy.store.pendingStructs).toBeNull()
  await restored.stop()
})

test("STORE-8 a restored folder has the same documents, chains and files, under another history", async () => {
  await makeFolder()
  await weft("backup", inFolder("backup.tar"))
  expect(await weft("restore", inFolder("backup.tar"), "--to", inFolder("restored"))).toMatchObject({ status: 0 })
  const before = openSqliteStore(inFolder("data"), () => "never")
  const after = openSqliteStore(inFolder("restored"), () => "never")
  expect([before.history, after.history]).toEqual(["first", "restored"])
  expect(await after.documents("")).toEqual(await before.documents(""))
  for (const document of await before.documents("")) {
    expect(await after.read(document)).toEqual(await before.read(document))
    expect(await after.verifyChain(document)).toEqual(await before.verifyChain(document))
  }
  await before.close()
  await after.close()
  expect(readdirSync(inFolder("restored", "files", HASH.slice(0, 2)))).toEqual([HASH])
  expect(readdirSync(folder).filter(name => name.includes("partial"))).toEqual([])
})

test("a backup of nothing, or over a file, is refused in words", async () => {
  expect((await weft("backup", inFolder("backup.tar"))).said).toMatch(/is no data folder of Weft/)
  await makeFolder()
  writeFileSync(inFolder("backup.tar"), "mine")
  const refused = await weft("backup", inFolder("backup.tar"))
  expect(refused.status).toBe(1)
  expect(refused.said).toMatch(/is there already/)
  expect(readFileSync(inFolder("backup.tar"), "utf8")).toBe("mine")
})

test("STORE-8 nothing is restored over anything, or of a backup that is not whole and sound", async () => {
  await makeFolder()
  await weft("backup", inFolder("backup.tar"))
  const restore = (file: string, to: string) => weft("restore", inFolder(file), "--to", inFolder(to))
  expect((await restore("backup.tar", "data")).said).toMatch(/is not empty/)

  const store = openSqliteStore(inFolder("data"), () => "never")
  expect((await restore("backup.tar", "data")).said).toMatch(/A relay is running on/)
  await store.close()

  const whole = readFileSync(inFolder("backup.tar"))
  writeFileSync(inFolder("none"), "not a backup at all, whatever its name")
  expect((await restore("none", "new")).said).toMatch(/is no backup of Weft/)
  for (const part of [0.2, 0.6, 0.97]) {
    writeFileSync(inFolder("short"), whole.subarray(0, Math.floor(whole.length * part)))
    expect((await restore("short", "new")).said).toMatch(/ends before it is whole/)
  }
  whole[20_000]! ^= 1
  writeFileSync(inFolder("flipped"), whole)
  expect((await restore("flipped", "new")).said).toMatch(/log.sqlite in .* is not what was backed up/)
  expect(existsSync(inFolder("new"))).toBe(false)
})

test("commands that are called wrongly say how they are called", async () => {
  expect(await weft("backup")).toMatchObject({ status: 2 })
  expect(await weft("backup", "a", "b")).toMatchObject({ status: 2 })
  expect((await weft("restore", "a")).said).toMatch(/Say where to with --to/)
  expect((await weft("verify", "--fast")).said).toMatch(/There is no option --fast/)
})

test.each([
  ["log.sqlite", "UPDATE log SET bytes = x'00' WHERE seq = 6", [DOCUMENT, "row 6 does not verify", "backup"]],
  ["log.sqlite", "UPDATE log_archive SET author = 'eve' WHERE seq = 2", [DOCUMENT, "row 2 does not verify", "history"]],
  [
    "log.sqlite",
    "UPDATE chain SET at = 99 WHERE seq = 3 AND document = 1",
    [DOCUMENT, "entry 3 was changed", "compare"],
  ],
  ["log.sqlite", "DELETE FROM snapshot", [DOCUMENT, "row 1 is missing"]],
  ["log.sqlite", "DELETE FROM log WHERE seq = 6", [DOCUMENT, "it ends at row 5, and 6 were written"]],
  ["log.sqlite", "DELETE FROM document WHERE id = 1", ["log.sqlite", "the list of documents does not verify"]],
])("STORE-9 weft verify says where something is wrong and what to do: %s, %s", async (name, damage, expected) => {
  await makeFolder()
  expect(await weft("verify")).toEqual({ status: 0, said: `Everything in ${inFolder("data")} verifies.` })
  const file = new DatabaseSync(inFolder("data", name))
  file.exec(damage)
  file.close()
  const { status, said } = await weft("verify")
  expect(status).toBe(1)
  for (const words of expected) expect(said).toContain(words)
})

test("STORE-9 weft verify finds a damaged page and a damaged file", async () => {
  await makeFolder()
  writeFileSync(inFolder("data", "files", HASH.slice(0, 2), HASH), "something else")
  copyFileSync(inFolder("data", "log.sqlite"), inFolder("data", "other.sqlite"))
  const bytes = readFileSync(inFolder("data", "other.sqlite"))
  bytes.fill(0xff, 4096, 8192)
  writeFileSync(inFolder("data", "other.sqlite"), bytes)
  const { status, said } = await weft("verify")
  expect(status).toBe(1)
  expect(said).toMatch(/other\.sqlite .*Pages are damaged/)
  expect(said).toContain("its content has another hash than its name")
})

test("STORE-10 an export is open files: workspaces that Weft reads again, and who wrote what when", async () => {
  await makeFolder()
  const { status } = await weft("export", "--to", inFolder("open"))
  expect(status).toBe(0)
  const file = readWorkspaceFile(readFileSync(inFolder("open", "acme", "workspace.weft")))
  if (!("documents" in file)) throw new Error(JSON.stringify(file))
  expect(file).toMatchObject({ workspace: "acme", at: AT })
  const [space] = file.documents
  expect(space).toMatchObject({ path: "space/one" })
  expect(space !== undefined && "entries" in space && space.entries).toContainEqual({
    kind: "items",
    key: "item6.title.replica",
    stored: ["title 6", 6],
  })
  expect(file.documents.map(({ path }) => path)).toEqual(["space/one", "text/one/item1"])

  const log = readFileSync(inFolder("open", "acme", "log.jsonl"), "utf8")
    .trim()
    .split("\n")
  const rows = log.map(line => JSON.parse(line) as { document: string; seq: number; author: string; bytes: string })
  expect(rows.map(({ document, seq, author }) => [document, seq, author])).toEqual([
    ...[1, 2, 3, 4, 5, 6].map(seq => [DOCUMENT, seq, "anna"]),
    ["acme/text/one/item1", 1, "ben"],
  ])
  const replayed = new Y.Doc()
  for (const row of rows.slice(0, 6)) Y.applyUpdate(replayed, Buffer.from(row.bytes, "base64"))
  expect(replayed.getMap("items").size).toBe(6)
  expect((await weft("export", "--to", inFolder("open"))).said).toMatch(/is not empty/)
})

test("STORE-10 a document that does not verify is named, and the others are exported", async () => {
  await makeFolder()
  const file = new DatabaseSync(inFolder("data", "log.sqlite"))
  file.exec("UPDATE log SET bytes = x'00' WHERE seq = 6")
  file.close()
  const { status, said } = await weft("export", "--to", inFolder("open"))
  expect(status).toBe(1)
  expect(said).toContain(`${DOCUMENT} is not in the export: row 6 does not verify.`)
  const read = readWorkspaceFile(readFileSync(inFolder("open", "acme", "workspace.weft")))
  expect("documents" in read && read.documents.map(({ path }) => path)).toEqual(["text/one/item1"])
})

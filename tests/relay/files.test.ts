import { createHash, randomBytes } from "node:crypto"
import { existsSync, readdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import type { Access } from "@weft/sync-server/access/access"
import { openAccess } from "@weft/sync-server/access/open-access"
import { filesDoor } from "@weft/sync-server/api/files"
import { FILE_LIMITS, type FileLimits } from "@weft/sync-server/files/file-limits"
import { FileStore } from "@weft/sync-server/files/file-store"
import { temporaryFolder } from "../support/relay.ts"
import { TestTime } from "./test-world.ts"

const DAY = 24 * 60 * 60 * 1000
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0])
const PAGE = new TextEncoder().encode("<html><script>alert(1)</script></html>")

let folder = ""
let time = new TestTime()
let files: FileStore

beforeEach(() => {
  folder = temporaryFolder()
  time = new TestTime()
  open()
})
afterEach(() => {
  files.close()
  rmSync(folder, { recursive: true, force: true })
})

function open(limits: Partial<FileLimits> = {}): void {
  files = new FileStore({
    folder,
    clock: time,
    limits: { ...FILE_LIMITS, ...limits },
    createName: () => randomBytes(9).toString("base64url"),
  })
}

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex")
const place = (bytes: Uint8Array, person = "anna") => ({
  workspace: "acme",
  space: "erp",
  hash: hashOf(bytes),
  size: bytes.length,
  person,
})

async function* pieces(...parts: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts
}

/** Begins an upload and answers its id. */
async function begun(bytes: Uint8Array, person = "anna"): Promise<string> {
  const state = await files.begin(place(bytes, person))
  if (!("state" in state) || state.state !== "waits") throw new Error(JSON.stringify(state))
  return state.upload
}

async function keep(bytes: Uint8Array): Promise<void> {
  expect(await files.add(await begun(bytes), "anna", 0, pieces(bytes))).toMatchObject({ state: "whole" })
}

/** The bytes on disk, however many rows name them. */
function storedHashes(): string[] {
  const root = join(folder, "files")
  return readdirSync(root).flatMap(name => (name === "incoming" ? [] : readdirSync(join(root, name))))
}

test("BLOB-1 a file that breaks off goes on from where it was, also after a restart", async () => {
  const bytes = randomBytes(300_000)
  const id = await begun(bytes)
  async function* breakingOff() {
    yield bytes.subarray(0, 100_000)
    throw new Error("the connection is gone")
  }
  await expect(files.add(id, "anna", 0, breakingOff())).rejects.toThrow("gone")
  files.close()
  open()
  expect(await files.begin(place(bytes))).toEqual({ state: "waits", upload: id, offset: 100_000 })
  expect(await files.add(id, "anna", 0, pieces(bytes))).toEqual({ refused: "wrong-offset", offset: 100_000 })
  expect(await files.add(id, "anna", 100_000, pieces(bytes.subarray(100_000)))).toMatchObject({ state: "whole" })
})

test("BLOB-2 bytes that are not what was announced are thrown away whole", async () => {
  const [wanted, other] = [randomBytes(1000), randomBytes(1000)]
  expect(await files.add(await begun(wanted), "anna", 0, pieces(other))).toEqual({ refused: "wrong-hash" })
  expect(await files.add(await begun(wanted), "anna", 0, pieces(wanted, other))).toEqual({ refused: "too-long" })
  expect(await files.open("acme", "erp", hashOf(wanted))).toBeNull()
  expect(storedHashes()).toEqual([])
  expect(readdirSync(join(folder, "files", "incoming"))).toEqual([])
})

test("BLOB-3 who knows a hash has to send the bytes all the same, unless the very space has them", async () => {
  const bytes = randomBytes(1000)
  await keep(bytes)
  expect(await files.begin({ ...place(bytes), person: "ben" })).toMatchObject({ state: "whole" })
  expect(await files.begin({ ...place(bytes), space: "other", person: "mallory" })).toMatchObject({
    state: "waits",
    offset: 0,
  })
  expect(await files.open("acme", "other", hashOf(bytes))).toBeNull()
})

test("BLOB-4 equal bytes lie on disk once, and go when the last space lets go of them", async () => {
  const bytes = randomBytes(1000)
  await keep(bytes)
  const other = await files.begin({ ...place(bytes), space: "other" })
  if (!("state" in other) || other.state !== "waits") throw new Error("not begun")
  await files.add(other.upload, "anna", 0, pieces(bytes))
  expect(storedHashes()).toEqual([hashOf(bytes)])
  const nothing = new Set<string>()
  for (const space of ["erp", "other"]) await files.sweep("acme", space, nothing)
  await time.pass(31 * DAY)
  expect(await files.sweep("acme", "erp", nothing)).toBe(1)
  expect(storedHashes()).toEqual([hashOf(bytes)])
  expect(await files.sweep("acme", "other", nothing)).toBe(1)
  expect(storedHashes()).toEqual([])
})

test("BLOB-5 a file stays for a month after the last reference to it, and for good if that comes back", async () => {
  const bytes = randomBytes(1000)
  await keep(bytes)
  await files.sweep("acme", "erp", new Set())
  await time.pass(29 * DAY)
  expect(await files.sweep("acme", "erp", new Set())).toBe(0)
  await files.sweep("acme", "erp", new Set([hashOf(bytes)]))
  await time.pass(29 * DAY)
  expect(await files.sweep("acme", "erp", new Set())).toBe(0)
  await time.pass(31 * DAY)
  expect(await files.sweep("acme", "erp", new Set())).toBe(1)
})

test("BLOB-6 sizes, a workspace's whole and the uploads of one person have limits", async () => {
  files.close()
  open({ fileBytes: 1000, workspaceBytes: 2500, uploads: 3 })
  expect(await files.begin(place(randomBytes(1001)))).toEqual({ refused: "too-large", most: 1000 })
  await keep(randomBytes(1000))
  await begun(randomBytes(1000))
  expect(await files.begin(place(randomBytes(1000)))).toEqual({ refused: "quota", most: 2500 })
  await begun(randomBytes(10))
  await begun(randomBytes(11))
  expect(await files.begin(place(randomBytes(12)))).toEqual({ refused: "too-many-uploads", most: 3 })
  expect(await files.begin(place(randomBytes(12), "ben"))).toMatchObject({ state: "waits" })
})

test("an upload is its person's alone, and is thrown away when it rests too long", async () => {
  const bytes = randomBytes(1000)
  const id = await begun(bytes)
  await files.add(id, "anna", 0, pieces(bytes.subarray(0, 10)))
  expect(await files.look(id, "mallory")).toEqual({ refused: "not-found" })
  expect(await files.add(id, "mallory", 10, pieces(bytes.subarray(10)))).toEqual({ refused: "not-found" })
  await time.pass(3 * DAY)
  await files.dropStale()
  expect(await files.look(id, "anna")).toEqual({ refused: "not-found" })
  expect(existsSync(join(folder, "files", "incoming", id))).toBe(false)
})

test("BLOB-7 a file is served as what its bytes are, and only what runs nothing is shown in place", async () => {
  const app = filesDoor({ files, access: openAccess })
  await keep(PNG)
  await keep(PAGE)
  const get = (bytes: Uint8Array, query: string, headers: Record<string, string> = {}) =>
    app.request(`/api/files/acme/erp/${hashOf(bytes)}?${query}`, { headers })
  const picture = await get(PNG, "name=a%22%0d%0ab.html&show=1")
  expect(picture.headers.get("content-type")).toBe("image/png")
  expect(picture.headers.get("content-disposition")).toBe(
    `inline; filename="a___b.html"; filename*=UTF-8''a%22__b.html`,
  )
  expect(new Uint8Array(await picture.arrayBuffer())).toEqual(PNG)
  const page = await get(PAGE, "name=picture.png&show=1")
  expect(page.headers.get("content-type")).toBe("application/octet-stream")
  expect(page.headers.get("content-disposition")).toMatch(/^attachment;/)
  expect(page.headers.get("content-security-policy")).toBe("default-src 'none'; sandbox")
  const part = await get(PNG, "", { range: "bytes=1-3" })
  expect([part.status, await part.text()]).toEqual([206, "PNG"])
  expect((await get(PNG, "", { range: "bytes=99-" })).status).toBe(416)
  expect((await get(PNG, "", { "if-none-match": `"${hashOf(PNG)}"` })).status).toBe(304)
})

test("BLOB-8 files follow the right to their space", async () => {
  await keep(PNG)
  const withRight = (right: "none" | "read" | "write", isKnown = true): Access => ({
    ...openAccess,
    identifyRequest: async () => (isKnown ? { person: "anna", device: "", scope: null, endsAt: Infinity } : null),
    rightTo: () => right,
  })
  const statuses = async (access: Access) => {
    const app = filesDoor({ files, access })
    const body = JSON.stringify({ hash: hashOf(PAGE), size: PAGE.length })
    const posted = await app.request("/api/files/acme/erp", { method: "POST", body })
    return [(await app.request(`/api/files/acme/erp/${hashOf(PNG)}`)).status, posted.status]
  }
  expect(await statuses(withRight("write", false))).toEqual([401, 401])
  expect(await statuses(withRight("none"))).toEqual([404, 404])
  expect(await statuses(withRight("read"))).toEqual([200, 403])
  expect(await statuses(withRight("write"))).toEqual([200, 200])
})

test("a file goes up in pieces over HTTP", async () => {
  const app = filesDoor({ files, access: openAccess })
  const bytes = randomBytes(50_000)
  const begin = await app.request("/api/files/acme/erp", {
    method: "POST",
    body: JSON.stringify({ hash: hashOf(bytes), size: bytes.length }),
  })
  const { upload } = (await begin.json()) as { upload: string }
  const send = (offset: number, piece: Uint8Array) =>
    app.request(`/api/files/acme/erp/uploads/${upload}`, {
      method: "PATCH",
      headers: { "upload-offset": String(offset) },
      body: piece as Uint8Array<ArrayBuffer>,
    })
  expect(await (await send(0, bytes.subarray(0, 20_000))).json()).toEqual({ state: "waits", upload, offset: 20_000 })
  expect(await (await send(0, bytes)).json()).toMatchObject({ reason: "wrong-offset", offset: 20_000 })
  expect(await (await send(20_000, bytes.subarray(20_000))).json()).toMatchObject({ state: "whole", size: 50_000 })
  const down = await app.request(`/api/files/acme/erp/${hashOf(bytes)}`)
  expect(new Uint8Array(await down.arrayBuffer())).toEqual(new Uint8Array(bytes))
})

test("what is no file or no place is refused with what is wrong", async () => {
  const app = filesDoor({ files, access: openAccess })
  const post = (body: string) => app.request("/api/files/acme/erp", { method: "POST", body })
  for (const body of ["", "{}", '{"hash":"../../etc","size":1}', `{"hash":"${"a".repeat(64)}","size":-1}`])
    expect((await post(body)).status).toBe(400)
  for (const path of ["acme/erp/..%2f..%2fx", `ac.me/erp/${"a".repeat(64)}`, `acme/erp/${"a".repeat(64)}`])
    expect((await app.request(`/api/files/${path}`)).status).toBe(404)
})

test("BLOB-11 a file of one space is given to another by whoever may read the one and write the other", async () => {
  await keep(PNG)
  const rights: Record<string, "none" | "read" | "write"> = { erp: "read", garden: "write", secret: "none" }
  const access: Access = { ...openAccess, rightTo: (_, { ids }) => rights[ids[0] ?? ""] ?? "none" }
  const door = filesDoor({ files, access })
  const share = (space: string, from: string) =>
    door.request(`/api/files/acme/${space}/shared`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ hash: hashOf(PNG), from }),
    })
  expect((await share("erp", "garden")).status).toBe(403)
  expect((await share("garden", "secret")).status).toBe(404)
  expect((await share("garden", "garden")).status).toBe(404)
  expect((await share("garden", "erp")).status).toBe(200)
  expect((await door.request(`/api/files/acme/garden/${hashOf(PNG)}`)).status).toBe(200)
  expect(storedHashes()).toEqual([hashOf(PNG)])
})

import { createHash, randomBytes } from "node:crypto"
import { rmSync } from "node:fs"
import { afterEach, beforeEach, expect, test } from "vitest"
import type { SpaceId, WorkspaceId } from "@weft/model/base/ids"
import { openAccess } from "@weft/sync-server/access/open-access"
import type { Access } from "@weft/sync-server/access/access"
import { filesDoor } from "@weft/sync-server/api/files"
import { FILE_LIMITS, type FileLimits } from "@weft/sync-server/files/file-limits"
import { FileStore } from "@weft/sync-server/files/file-store"
import { FileHost, type FileWorld } from "../../../../packages/client/src/data/files/file-host.ts"
import type {
  FromFileWorker,
  ToFileWorker,
  WaitingFile,
} from "../../../../packages/client/src/data/files/file-messages.ts"
import type { Port } from "../../../../packages/client/src/data/messages.ts"
import { temporaryFolder } from "../../../support/relay.ts"
import { Device } from "./device.ts"

const ACME = "acme" as WorkspaceId
const ERP = "erp" as SpaceId
const MEGABYTE = 1024 * 1024

let folder = ""
let files: FileStore
/** What outlives the workers of this device. */
let database: IDBFactory | null = null
/** How many more requests arrive at the relay; none of those after. */
let connection = Infinity
/** What was asked, one line a request. */
let asked: string[] = []
let access: Access = openAccess
let timers: (() => void)[] = []

beforeEach(() => {
  folder = temporaryFolder()
  database = new Device().factory
  connection = Infinity
  asked = []
  timers = []
  access = openAccess
  openRelay()
})
afterEach(() => {
  files.close()
  rmSync(folder, { recursive: true, force: true })
})

function openRelay(limits: Partial<FileLimits> = {}): void {
  files = new FileStore({
    folder,
    clock: { now: () => 1_000_000 },
    limits: { ...FILE_LIMITS, ...limits },
    createName: () => randomBytes(9).toString("base64url"),
  })
}

/** A worker of this device; its timers run when the test says. */
function startHost(factory: IDBFactory | null = database): FileHost {
  let time = 0
  const world: FileWorld = {
    indexedDB: factory,
    clock: { now: () => ++time },
    timers: {
      after(_millis, run) {
        timers.push(run)
        return () => void (timers = timers.filter(other => other !== run))
      },
    },
    locks: {
      request(_name, held) {
        queueMicrotask(held)
        return () => {}
      },
    },
    async send(path, init) {
      if (connection-- <= 0) throw new TypeError("network")
      asked.push(`${init.method} ${new Headers(init.headers).get("upload-offset") ?? ""}`.trim())
      return filesDoor({ files, access }).request(path, init)
    },
  }
  return new FileHost(world)
}

/** A tab that shows a workspace. */
class Guest {
  waiting: readonly WaitingFile[] = []
  readonly seen: string[] = []
  readonly #answers = new Map<number, (message: FromFileWorker) => void>()
  #receive: (message: ToFileWorker) => void = () => {}
  #requests = 0

  constructor(host: FileHost, { isReachable = true } = {}) {
    const port: Port<FromFileWorker, ToFileWorker> = {
      post: message => this.#hear(message),
      listen: receive => (this.#receive = receive),
      close: () => {},
    }
    host.serve(port)
    this.post({ do: "open", workspace: ACME })
    this.post({ do: "reach", isReachable })
  }

  post(message: ToFileWorker): void {
    this.#receive(message)
  }

  /** Keeps a file; answers its hash, or why it was not kept. */
  async keep(bytes: Uint8Array<ArrayBuffer> | Blob, name = "plan.png"): Promise<string> {
    const request = ++this.#requests
    const file = bytes instanceof Blob ? bytes : new Blob([bytes])
    const answer = new Promise<FromFileWorker>(resolve => this.#answers.set(request, resolve))
    this.post({ do: "keep", request, space: ERP, name, file })
    const message = await answer
    return message.tell === "answer" ? (message.value as { hash: string }).hash : `not: ${(message as never)["reason"]}`
  }

  async read(hash: string): Promise<Blob | null> {
    const request = ++this.#requests
    const answer = new Promise<FromFileWorker>(resolve => this.#answers.set(request, resolve))
    this.post({ do: "read", request, space: ERP, hash })
    return ((await answer) as { value: Blob | null }).value
  }

  /** Waits until the one file that waits is in a state. */
  async until(state: WaitingFile["upload"]["state"]): Promise<WaitingFile> {
    await expect.poll(() => this.waiting.map(({ upload }) => upload.state), { interval: 5 }).toEqual([state])
    return this.waiting[0]!
  }

  #hear(message: FromFileWorker): void {
    if (message.tell === "waiting") {
      this.waiting = message.files
      this.seen.push(...message.files.map(({ upload }) => ("sent" in upload ? `sent ${upload.sent}` : upload.state)))
    } else if (message.tell !== "reading") this.#answers.get(message.request)?.(message)
  }
}

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex")
const bytesOf = (size: number) => Uint8Array.from(randomBytes(size))
const kept = (hash: string) => files.tables.find(ACME, ERP, hash)

test("ATTACH-1 a file is kept under its hash at once, and is on its way until the relay has it", async () => {
  const guest = new Guest(startHost())
  const bytes = bytesOf(5 * MEGABYTE)
  const hash = await guest.keep(bytes)
  expect(hash).toBe(hashOf(bytes))
  await guest.until("stored")
  expect(guest.seen).toContain("waits")
  expect(guest.seen.filter(line => line.startsWith("sent"))).toEqual(
    expect.arrayContaining([`sent 0`, `sent ${2 * MEGABYTE}`, `sent ${4 * MEGABYTE}`]),
  )
  expect(kept(hash)).toMatchObject({ size: bytes.length })
  expect(await guest.read(hash)).toBeNull()
})

test("ATTACH-2 an upload that breaks off goes on from where it was, when somebody answers again", async () => {
  const guest = new Guest(startHost())
  connection = 3
  const hash = await guest.keep(bytesOf(5 * MEGABYTE))
  await expect.poll(() => timers.length, { interval: 5 }).toBe(1)
  expect(guest.waiting.map(({ upload }) => upload)).toEqual([{ state: "waits" }])
  connection = Infinity
  timers.splice(0).forEach(run => run())
  await guest.until("stored")
  expect(asked).toEqual(["POST", "PATCH 0", `PATCH ${2 * MEGABYTE}`, "POST", `PATCH ${4 * MEGABYTE}`])
  expect(kept(hash)).not.toBeNull()
})

test("ATTACH-2 an upload goes on after a reload from where it was", async () => {
  const before = new Guest(startHost())
  connection = 2
  const bytes = bytesOf(3 * MEGABYTE)
  await before.keep(bytes)
  await expect.poll(() => timers.length, { interval: 5 }).toBe(1)
  connection = Infinity
  const after = new Guest(startHost())
  await after.until("stored")
  expect(asked.slice(2)).toEqual(["POST", `PATCH ${2 * MEGABYTE}`])
  expect(kept(hashOf(bytes))).not.toBeNull()
})

test("ATTACH-3 without a relay bytes stay on the device and can be read, until there is one", async () => {
  const guest = new Guest(startHost(), { isReachable: false })
  const bytes = bytesOf(1000)
  const hash = await guest.keep(bytes)
  await guest.until("waits")
  expect(asked).toEqual([])
  expect(new Uint8Array(await (await guest.read(hash))!.arrayBuffer())).toEqual(bytes)
  guest.post({ do: "reach", isReachable: true })
  await guest.until("stored")
  expect(await guest.read(hash)).toBeNull()
  guest.post({ do: "drop", space: ERP, hash })
  await expect.poll(() => guest.waiting, { interval: 5 }).toEqual([])
})

test("ATTACH-4 a device that is full says so and keeps what it had; what cannot be read or kept is named", async () => {
  const guest = new Guest(startHost(), { isReachable: false })
  const huge = Object.defineProperty(new Blob([]), "size", { value: 501 * MEGABYTE })
  const small = await guest.keep(bytesOf(1000))
  expect(await guest.keep(huge)).toBe("not: device-full")
  const gone = Object.defineProperty(new Blob(["x"]), "arrayBuffer", { value: null })
  Object.defineProperty(gone, "slice", { value: () => gone })
  expect(await guest.keep(gone)).toBe("not: unreadable")
  expect(guest.waiting.map(({ hash }) => hash)).toEqual([small])
  expect(await new Guest(startHost(null)).keep(bytesOf(10))).toBe("not: no-database")
})

test("ATTACH-5 what the relay does not take stays with the reason, and is tried again when somebody says so", async () => {
  files.close()
  openRelay({ fileBytes: 500 })
  const guest = new Guest(startHost())
  const hash = await guest.keep(bytesOf(1000))
  expect((await guest.until("refused")).upload).toEqual({ state: "refused", reason: "too-large", most: 500 })
  expect((await guest.read(hash))?.size).toBe(1000)
  files.close()
  openRelay()
  guest.post({ do: "retry", space: ERP, hash })
  await guest.until("stored")
  expect(kept(hash)).not.toBeNull()
})

test("ATTACH-5 somebody who may not write any more is told, and nobody is asked while they are signed out", async () => {
  access = { ...openAccess, rightTo: () => "read" }
  const guest = new Guest(startHost())
  const hash = await guest.keep(bytesOf(1000))
  expect((await guest.until("refused")).upload).toMatchObject({ reason: "forbidden" })
  access = { ...openAccess, identifyRequest: async () => null }
  guest.post({ do: "retry", space: ERP, hash })
  await expect.poll(() => asked.length, { interval: 5 }).toBe(2)
  await guest.until("waits")
  access = openAccess
  guest.post({ do: "reach", isReachable: true })
  await guest.until("stored")
})

test("ATTACH-5 a file that is called off on its way is forgotten, and the next one goes on", async () => {
  const guest = new Guest(startHost())
  connection = 2
  const hash = await guest.keep(bytesOf(5 * MEGABYTE))
  await expect.poll(() => timers.length, { interval: 5 }).toBe(1)
  guest.post({ do: "drop", space: ERP, hash })
  connection = Infinity
  const next = await guest.keep(bytesOf(1000), "other.png")
  timers.splice(0).forEach(run => run())
  expect(await guest.until("stored")).toMatchObject({ hash: next, name: "other.png" })
  expect(kept(hash)).toBeNull()
})

test("ATTACH-1 the same bytes are kept and sent once", async () => {
  const guest = new Guest(startHost())
  const bytes = bytesOf(1000)
  await Promise.all([guest.keep(bytes), guest.keep(bytes, "again.png")])
  await guest.until("stored")
  expect(asked.filter(line => line.startsWith("PATCH"))).toHaveLength(1)
})

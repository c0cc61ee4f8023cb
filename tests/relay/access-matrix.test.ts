import { WebSocket } from "ws"
import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import * as Y from "yjs"
import { DOCUMENT_KINDS } from "@weft/model/wire/document-name"
import type { FrameOf } from "@weft/model/wire/frames"
import { CLOSE_REASONS } from "@weft/model/wire/reasons"
import { SPACE_RIGHTS } from "@weft/model/wire/rights"
import { removeMember } from "@weft/sync-server/access/members"
import { setSpaceRight } from "@weft/sync-server/access/space-rights"
import { agreed, askAs, Company, WORKSPACE } from "../support/company.ts"
import { BareClient, NOTHING, type StartedRelay } from "../support/relay.ts"

/**
 * Who may do what with which document, written down by hand from the table of ARCHITECTURE.md: `.` nothing, `r` read,
 * `w` read and write. Members and guests stand by their right in the space: none, read, comment, write, manage.
 */
const TABLE = `
                    owner admin | members     | guests      | stranger removed | token: read write space elsewhere
  people            w     w     | r r r r r   | r r r r r   | .        .       |        r    w     .     .
  directory         w     w     | w w w w w   | . . . . .   | .        .       |        r    w     .     .
  settings          w     w     | r r r r r   | r r r r r   | .        .       |        r    w     .     .
  setup/one         w     w     | . r r r w   | . r r r w   | .        .       |        r    w     w     .
  space/one         w     w     | . r r w w   | . r r w w   | .        .       |        r    w     w     .
  archive/one/2026  w     w     | . r r w w   | . r r w w   | .        .       |        r    w     w     .
  text/one/i1       w     w     | . r r w w   | . r r w w   | .        .       |        r    w     w     .
  comments/one/i1   w     w     | . r w w w   | . r w w w   | .        .       |        r    w     w     .
  public/one/i1     w     w     | . . . w w   | . . . w w   | .        .       |        r    w     w     .
  contacts          w     w     | . . . w w   | . . . . .   | .        .       |        r    w     .     .
  time/OWN/2026     w     w     | w w w w w   | w w w w w   | .        .       |        r    w     .     .
  time/m-olga/2026  w     r     | . . . . .   | . . . . .   | .        .       |        r    w     .     .
  time/m-mia/2026   r     r     | . . . . .   | . . . . .   | .        .       |        r    r     .     .
  money/one         w     w     | . . . . w   | . . . . w   | .        .       |        r    w     w     .
  personal/OWN      w     w     | w w w w w   | w w w w w   | .        .       |        r    w     .     .
  personal/m-mia    .     .     | . . . . .   | . . . . .   | .        .       |        .    .     .     .
  branch/one/b1     w     w     | . r r w w   | . r r w w   | .        .       |        r    w     w     .
`

type Cell = "." | "r" | "w"

const SUBJECTS = [
  ...["olga", "ada"],
  ...SPACE_RIGHTS.map(right => `member-${right}`),
  ...SPACE_RIGHTS.map(right => `guest-${right}`),
  ...["stranger", "removed"],
  ...["token-read", "token-write", "token-space", "token-elsewhere"],
]

const ROWS = TABLE.trim()
  .split("\n")
  .slice(1)
  .map(line => line.replaceAll("|", "").trim().split(/\s+/))
  .map(([document = "", ...cells]) => ({ document, cells: cells as Cell[] }))

const company = new Company()
/** What each subject signs in with, and the record that is theirs. */
const devices = new Map<string, string>()
const records = new Map<string, string>()
let relay: StartedRelay
let mia: string

beforeAll(async () => {
  const { world, people } = company
  for (const space of ["one", "two"]) company.begin(space, "none")
  mia = company.join("Mia", "member")
  const persons = new Map([
    ["olga", "olga"],
    ["ada", company.join("Ada", "admin")],
    ["stranger", people.add("Stranger")],
    ["removed", company.join("Removed", "member", [{ space: "one", right: "manage" }])],
  ])
  for (const role of ["member", "guest"] as const) {
    for (const right of SPACE_RIGHTS) {
      const person = company.join(`${role}-${right}`, role)
      persons.set(person, person)
      agreed(setSpaceRight(world, "olga", WORKSPACE, "one", person, right))
    }
  }
  for (const [subject, person] of persons) {
    devices.set(subject, person)
    records.set(subject, `m-${person}`)
  }
  agreed(removeMember(world, "olga", WORKSPACE, persons.get("removed")!))
  const scopes = {
    "token-read": { spaces: null, right: "read" },
    "token-write": { spaces: null, right: "write" },
    "token-space": { spaces: ["one"], right: "write" },
    "token-elsewhere": { spaces: ["two"], right: "write" },
  } as const
  for (const [subject, scope] of Object.entries(scopes)) {
    devices.set(subject, people.addToken("olga", { workspace: WORKSPACE, ...scope }))
    records.set(subject, "m-olga")
  }
  relay = await company.start()
})
afterAll(async () => {
  await relay.close()
  company.close()
})

const nameOf = (document: string, subject: string) =>
  `${WORKSPACE}/${document.replace("OWN", records.get(subject) ?? "")}`

/** Somebody who may read a document whoever else may, to see what comes about there. */
const witnessOf = (name: string) =>
  name.includes("/personal/") ? (name.endsWith("m-olga") ? "olga" : name.split("/m-")[1]!) : "olga"

function keyed(key: string): Uint8Array {
  const document = new Y.Doc()
  document.getMap("tried").set(key, true)
  return Y.encodeStateAsUpdate(document)
}

/** What has been written to a document so far, as somebody reads who may. */
async function keysIn(name: string): Promise<string[]> {
  const person = witnessOf(name)
  if (company.tables.state(WORKSPACE)?.members.has(person) !== true) return []
  const client = await BareClient.connect(relay.url, person)
  const { bytes } = await client.join(1, name)
  const document = new Y.Doc()
  if (bytes.length > 0) Y.applyUpdate(document, bytes)
  await client.close()
  return Object.keys(document.getMap("tried").toJSON()).toSorted()
}

/** Joins, writes and is present on `/sync`, and answers what of it came about. */
async function overSync(subject: string, name: string): Promise<Cell> {
  const client = await BareClient.connect(relay.url, devices.get(subject))
  const witness = await witnessAt(name)
  client.send({ kind: "join", channel: 1, document: name, epoch: 0, lastSeq: -1, stateVector: NOTHING })
  const answer = await client.next("joined", "failed")
  if (answer.kind === "failed") expect(answer.reason).toBe("forbidden")
  const isIn: Cell = answer.kind === "failed" ? "." : answer.right === "write" ? "w" : "r"
  client.send({ kind: "aware", channel: 1, state: JSON.stringify(subject) })
  client.send({ kind: "update", channel: 1, clientSeq: 1, bytes: keyed(`sync ${subject}`) })
  if (isIn === "w") {
    await client.next("ack")
    expect(await witness.next("updated")).toMatchObject({ channel: 1 })
  } else {
    const { reason } = await client.next("nack")
    expect(reason, `${subject} ${name}`).toBe(isIn === "r" ? "forbidden" : "not-joined")
  }
  // Those who tried before may still be leaving.
  const isOwn = ({ peer, state }: FrameOf<"peer">) => peer === client.session && state === JSON.stringify(subject)
  if (isIn !== ".") while (!isOwn(await witness.next("peer")));
  await client.settled()
  await client.close()
  await witness.settled()
  expect(witness.waiting.filter(({ kind }) => kind === "updated")).toEqual([])
  if (isIn === ".") expect(witness.waiting.filter(frame => frame.kind === "peer" && isOwn(frame))).toEqual([])
  await witness.close()
  return isIn
}

/** Reads and writes by the plain door, and answers what of it came about. */
async function overPlainDoor(subject: string, name: string): Promise<Cell> {
  const witness = await witnessAt(name)
  const socket = new WebSocket(`${relay.url.replace("http", "ws")}/y/${name}`, {
    headers: { authorization: `Bearer ${devices.get(subject) ?? ""}` },
  })
  const turnedAway = new Promise<null>((resolve, reject) => {
    socket.on("error", reject)
    socket.on("close", code => {
      if (code === CLOSE_REASONS.forbidden.code) resolve(null)
      else reject(new Error(`closed with ${code}`))
    })
  })
  const heard = (step: number) => Promise.race([turnedAway, syncMessage(socket, step)])
  const isGreeted = await heard(STEP_1)
  if (isGreeted !== null) {
    socket.send(syncOf(UPDATE, keyed(`plain ${subject}`)))
    // Answered in turn: whoever gets an answer to this was not turned away for that.
    socket.send(syncOf(STEP_1, NOTHING))
  }
  const isAnswered = isGreeted === null ? null : await heard(STEP_2)
  turnedAway.catch(() => {})
  if (isAnswered !== null) await witness.next("updated")
  socket.terminate()
  await witness.settled()
  expect(witness.waiting.filter(({ kind }) => kind === "updated")).toEqual([])
  await witness.close()
  return isGreeted === null ? "." : isAnswered === null ? "r" : "w"
}

const [STEP_1, STEP_2, UPDATE] = [0, 1, 2]

function syncOf(step: number, bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarUint(encoder, step)
  encoding.writeVarUint8Array(encoder, bytes)
  return encoding.toUint8Array(encoder)
}

function syncMessage(socket: WebSocket, step: number): Promise<true> {
  return new Promise(resolve =>
    socket.on("message", data => {
      const decoder = decoding.createDecoder(new Uint8Array(data as Buffer))
      if (decoding.readVarUint(decoder) === 0 && decoding.readVarUint(decoder) === step) resolve(true)
    }),
  )
}

/** Asks over HTTP what one may do oneself. */
async function overHttp(subject: string, name: string): Promise<Cell> {
  const person = subject.startsWith("token") ? "olga" : subject
  const path = `/api/workspaces/${WORKSPACE}/why?person=${person}&document=${name}`
  const { status, json } = await askAs(relay.url, devices.get(subject)!, "GET", path)
  if (status !== 200) return "."
  const { right } = json as { right: "none" | "read" | "write" }
  return right === "none" ? "." : right === "read" ? "r" : "w"
}

async function witnessAt(name: string): Promise<BareClient> {
  const person = witnessOf(name)
  const witness = await BareClient.connect(relay.url, person)
  // Of a document that is nobody's there is no witness; what is written there would be seen at the end.
  if (company.tables.state(WORKSPACE)?.members.has(person) === true) await witness.join(1, name)
  return witness
}

test("the table has every kind of document and everybody", () => {
  expect([...new Set(ROWS.map(({ document }) => document.split("/")[0]))].toSorted()).toEqual(
    Object.keys(DOCUMENT_KINDS).toSorted(),
  )
  for (const { document, cells } of ROWS) expect(cells.length, document).toBe(SUBJECTS.length)
})

describe.each(ROWS)("ACCESS-14 $document", ({ document, cells }) => {
  const wanted = Object.fromEntries(SUBJECTS.map((subject, index) => [subject, cells[index]]))

  /** Everybody tries; then what is there is what those wrote who may, and nothing else. */
  async function tryAll(way: string, trial: (subject: string, name: string) => Promise<Cell>): Promise<void> {
    const found: Record<string, Cell> = {}
    for (const subject of SUBJECTS) found[subject] = await trial(subject, nameOf(document, subject))
    expect(found).toEqual(wanted)
    for (const name of new Set(SUBJECTS.map(subject => nameOf(document, subject)))) {
      const writers = SUBJECTS.filter(subject => nameOf(document, subject) === name && wanted[subject] === "w")
      const keys = (await keysIn(name)).filter(key => key.startsWith(way))
      expect(keys, name).toEqual(writers.map(subject => `${way} ${subject}`).toSorted())
    }
  }

  test("over the socket: joining, writing and presence are what the table allows", () => tryAll("sync", overSync))

  test("by the plain door: reading and writing are what the table allows", () => tryAll("plain", overPlainDoor))

  test("over HTTP: what one is told of one's own right is what the table allows", async () => {
    for (const subject of SUBJECTS) {
      const cell = subject.startsWith("token") ? "." : wanted[subject]
      expect(await overHttp(subject, nameOf(document, subject)), subject).toBe(cell)
    }
  })
})

/** What everybody gets for a command, by hand; 403 what is not theirs to do, 404 for whom there is no such workspace. */
const COMMANDS = `
                       nobody olga ada member guest stranger token
  GET    roster        401    200  200 200    200   404      403
  PATCH  name          401    204  204 403    403   404      403
  POST   invite        401    200  200 403    403   404      403
  POST   inviteGuest   401    200  200 200    200   404      403
  PATCH  role          401    204  204 403    403   404      403
  PATCH  makeOwner     401    204  403 403    403   404      403
  PUT    team          401    204  204 403    403   404      403
  DELETE team          401    204  204 403    403   404      403
  PUT    right         401    204  204 204    204   404      403
  GET    whyOther      401    200  200 403    403   404      403
  GET    whyInSpace    401    200  200 200    200   404      403
  GET    audit         401    200  200 403    403   404      403
  POST   share         401    200  200 200    200   200      403
`

test("ACCESS-15 over HTTP each command is for whom it is, and a token is for none", async () => {
  const { world } = company
  agreed(setSpaceRight(world, "olga", WORKSPACE, "one", mia, "none"))
  const target = company.join("Target", "member")
  const secondOwner = company.join("Second", "owner")
  const guest = { role: "guest", spaces: [{ space: "one", right: "read" }] } as const
  const commands: Readonly<Record<string, readonly [path: string, body?: unknown]>> = {
    roster: [""],
    name: ["", { name: "Acme" }],
    invite: ["/invitations", company.invitation()],
    inviteGuest: ["/invitations", company.invitation(guest)],
    role: [`/members/${target}`, { role: "member" }],
    makeOwner: [`/members/${secondOwner}`, { role: "owner" }],
    team: ["/teams/crew"],
    right: [`/spaces/one/rights/${mia}`, { right: "read" }],
    whyOther: [`/why?person=${target}&document=acme/directory`],
    whyInSpace: [`/why?person=${target}&document=acme/space/one`],
    audit: ["/audit"],
  }
  const [head = "", ...lines] = COMMANDS.trim().split("\n")
  const who = head.trim().split(/\s+/)
  for (const line of lines) {
    const [method = "", command = "", ...statuses] = line.trim().split(/\s+/)
    for (const [index, subject] of who.entries()) {
      const device = { member: "member-manage", guest: "guest-manage", token: devices.get("token-write")! }[subject]
      const [path = "", body] = commands[command] ?? []
      if (command === "team" && method === "DELETE")
        await askAs(relay.url, "olga", "PUT", `/api/workspaces/${WORKSPACE}/teams/crew`, { name: "Crew", persons: [] })
      const [url, sent] =
        command === "share"
          ? ["/api/workspaces", { id: `own-${subject}`, name: "Own", member: "m-own" }]
          : [
              `/api/workspaces/${WORKSPACE}${path}`,
              method === "PUT" ? (body ?? { name: "Crew", persons: [mia] }) : body,
            ]
      const { status } = await askAs(relay.url, device ?? subject, method, url, sent)
      expect(status, `${subject}: ${method} ${command}`).toBe(Number(statuses[index]))
    }
  }
})

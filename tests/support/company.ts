import { randomBytes } from "node:crypto"
import { rmSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { join } from "node:path"
import { seededRandom } from "@weft/model/base/random"
import type { MyWorkspace, NewInvitation } from "@weft/model/wire/api"
import type { Role, SpaceRight } from "@weft/model/wire/rights"
import { ACCESS_FILE, AccessTables } from "@weft/sync-server/access/access-tables"
import type { AccessWorld } from "@weft/sync-server/access/access-world"
import { createAccess } from "@weft/sync-server/access/create-access"
import type { Access } from "@weft/sync-server/access/access"
import { isDenial, type Denial } from "@weft/sync-server/access/denial"
import { acceptInvitation, invite } from "@weft/sync-server/access/invitations"
import { changeRole } from "@weft/sync-server/access/members"
import { Seen } from "@weft/sync-server/access/seen"
import { beginSpace, setSpaceRight } from "@weft/sync-server/access/space-rights"
import { shareWorkspace } from "@weft/sync-server/access/workspaces"
import type { Mail } from "@weft/sync-server/accounts/mailer"
import { invitationsDoor } from "@weft/sync-server/api/invitations"
import { workspacesDoor } from "@weft/sync-server/api/workspaces"
import { clientAddress } from "@weft/sync-server/http/client-address"
import type { Clock } from "@weft/sync-server/ports"
import { KnownPeople } from "./known-people.ts"
import { startRelay, temporaryFolder, type StartedRelay, type StartOptions } from "./relay.ts"

export const WORKSPACE = "acme"
const HOUR = 3_600_000

/** A clock that goes on only when it is told to. */
class SetClock implements Clock {
  #now = 1_700_000_000_000
  now(): number {
    return this.#now
  }
  pass(millis: number): void {
    this.#now += millis
  }
}

/** The memberships of a relay over people who are known, with a workspace that Olga has shared. */
export class Company {
  readonly people = new KnownPeople()
  readonly clock = new SetClock()
  readonly folder = temporaryFolder()
  readonly mails: Mail[] = []
  readonly tables: AccessTables
  readonly world: AccessWorld
  readonly access: Access
  readonly #seen: Seen
  readonly owner = this.people.add("Olga")

  constructor() {
    const database = new DatabaseSync(join(this.folder, ACCESS_FILE))
    this.tables = new AccessTables(database)
    // No test of rights pulls the plug, and each change would wait for the disk.
    database.exec("PRAGMA synchronous = OFF")
    const createSecret = () => randomBytes(24).toString("base64url")
    this.world = {
      tables: this.tables,
      accounts: this.people,
      clock: this.clock,
      random: seededRandom(this.folder.length),
      createSecret,
    }
    this.#seen = new Seen(this.tables, this.clock)
    this.access = createAccess({ tables: this.tables, accounts: this.people, clock: this.clock, seen: this.#seen })
    agreed(shareWorkspace(this.world, this.owner, { id: WORKSPACE, name: "Acme", member: "m-olga" }))
  }

  /** Somebody new who comes by an invitation of Olga's; their record is `m-` and their name. */
  join(name: string, role: Role, spaces: NewInvitation["spaces"] = []): string {
    const person = this.people.add(name)
    this.clock.pass(1)
    const first = role === "owner" ? "admin" : role
    this.acceptAs(person, this.invite({ role: first, member: `m-${person}`, spaces }))
    if (role === "owner") agreed(changeRole(this.world, this.owner, WORKSPACE, person, role))
    return person
  }

  /** An invitation of Olga's, by its secret. */
  invite(wanted: Partial<NewInvitation> = {}, by = this.owner): string {
    return agreed(invite(this.world, by, WORKSPACE, this.invitation(wanted))).secret
  }

  invitation(wanted: Partial<NewInvitation> = {}): NewInvitation {
    const endsAt = this.clock.now() + HOUR
    return { role: "member", mail: null, member: null, spaces: [], endsAt, uses: 1, ...wanted }
  }

  acceptAs(person: string, secret: string): MyWorkspace {
    return agreed(acceptInvitation(this.world, person, secret, this.people.person(person)?.name ?? person))
  }

  /** A space that Olga has begun. */
  begin(space: string, members: SpaceRight = "write"): string {
    beginSpace(this.world, this.owner, WORKSPACE, space)
    agreed(setSpaceRight(this.world, this.owner, WORKSPACE, space, "members", members))
    return space
  }

  /** The relay over all of this. */
  start(options: StartOptions = {}): Promise<StartedRelay> {
    const { world, people: who, people, access } = this
    const mailer = { send: async (mail: Mail) => void this.mails.push(mail) }
    const addressOf = clientAddress(true)
    const invitations = { world, who, origin: null, mailer, report: () => {}, addressOf }
    const doors = [workspacesDoor({ world, who: people, seen: this.#seen }), invitationsDoor(invitations)]
    return startRelay({ access, doors, addressOf, ...options })
  }

  close(): void {
    this.tables.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** What a command said, which was not no. */
export function agreed<Value>(answer: Value | Denial): Value {
  if (isDenial(answer)) throw new Error(`${answer.denied.reason}: ${answer.denied.detail}`)
  return answer
}

/** The reason why a command said no; what it answered where it did not. */
export function reasonOf(answer: unknown): unknown {
  return isDenial(answer) ? answer.denied.reason : answer
}

/** Asks a relay as somebody in a browser does: with a cookie, from the relay's own page. */
export async function askAs(
  url: string,
  device: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly json: unknown }> {
  const answer = await fetch(url + path, {
    method,
    headers: {
      cookie: `device=${device}`,
      origin: url,
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, json: text === "" ? null : JSON.parse(text) }
}

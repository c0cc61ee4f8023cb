import { randomBytes } from "node:crypto"
import type { Hono } from "hono"
import type { AccessTables } from "./access/access-tables.ts"
import type { AccessWorld } from "./access/access-world.ts"
import type { Access } from "./access/access.ts"
import { createAccess } from "./access/create-access.ts"
import { isDenial } from "./access/denial.ts"
import { lookAtInvitation } from "./access/invitations.ts"
import { forgetPerson, whyNotForget } from "./access/members.ts"
import { keptOf } from "./access/roster.ts"
import { Seen } from "./access/seen.ts"
import type { Mailer } from "./accounts/mailer.ts"
import type { RelayAccounts } from "./accounts/relay-accounts.ts"
import { invitationsDoor } from "./api/invitations.ts"
import { workspacesDoor } from "./api/workspaces.ts"
import { PeopleDesk } from "./desk/people-desk.ts"
import type { ClientAddress } from "./http/client-address.ts"
import { systemRandom, type Clock, type Report, type Timers } from "./ports.ts"
import type { Rooms } from "./rooms/rooms.ts"

export interface RightsOptions {
  readonly tables: AccessTables
  readonly accounts: RelayAccounts
  readonly clock: Clock
  readonly timers: Timers
  readonly report: Report
  readonly origin: string | null
  readonly mailer: Mailer | null
  readonly addressOf: ClientAddress
}

/** Memberships and rights over accounts, put together. */
export interface Rights {
  readonly access: Access
  readonly world: AccessWorld
  readonly doors: readonly Hono[]
  /** Begins to show in the documents of people who joined, was renamed or left. */
  showPeople(rooms: Rooms): PeopleDesk
}

/** Whether the secret of an invitation lets somebody make an account. */
export function mayRegisterBy(tables: AccessTables, clock: Clock): (secret: string | null) => boolean {
  return secret => secret !== null && !isDenial(lookAtInvitation({ tables, clock }, secret))
}

export function composeRights(options: RightsOptions): Rights {
  const { tables, accounts, clock, timers, report } = options
  const random = systemRandom
  const createSecret = () => randomBytes(24).toString("base64url")
  const world: AccessWorld = { tables, accounts, clock, random, createSecret }
  const seen = new Seen(tables, clock)
  accounts.alsoKeeps({
    name: "workspaces",
    export: person => keptOf(world, person),
    erase: person => forgetPerson(world, person),
    whyNotErase: person => whyNotForget(world, person),
  })
  return {
    access: createAccess({ tables, accounts, clock, seen }),
    world,
    doors: [workspacesDoor({ world, who: accounts, seen }), invitationsDoor({ ...options, world, who: accounts })],
    showPeople(rooms) {
      const { peopleDue } = tables
      const watch = (changed: () => void) => tables.watch(() => changed())
      return new PeopleDesk({ rooms, due: peopleDue, watch, clock, timers, random, report })
    },
  }
}

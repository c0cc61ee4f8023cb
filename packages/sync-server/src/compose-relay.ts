import type { Hono } from "hono"
import { openAccessTables, type AccessTables } from "./access/access-tables.ts"
import { openAccess } from "./access/open-access.ts"
import type { Mailer } from "./accounts/mailer.ts"
import type { PasswordCost } from "./accounts/passwords.ts"
import type { RelayAccounts } from "./accounts/relay-accounts.ts"
import { accountsDoor } from "./api/accounts.ts"
import { holidaysDoor } from "./api/holidays.ts"
import { openSessionDoor } from "./api/open-session.ts"
import { composeRights, mayRegisterBy } from "./compose-access.ts"
import { openAccounts } from "./compose-accounts.ts"
import { documentDoors } from "./compose-documents.ts"
import { FileDesk } from "./desk/file-desk.ts"
import { SpaceDesk } from "./desk/space-desk.ts"
import { FILE_LIMITS } from "./files/file-limits.ts"
import { FileStore } from "./files/file-store.ts"
import { filesOfPerson } from "./files/files-of-person.ts"
import { clientAddress } from "./http/client-address.ts"
import { givenClock } from "./http/given-clock.ts"
import type { AnsweredRequest } from "./http/request-log.ts"
import { createMetrics, metricsDoor } from "./http/metrics.ts"
import { systemRandom, type Clock, type Report, type Timers } from "./ports.ts"
import { createRelay, type Relay } from "./relay.ts"
import type { Settings } from "./settings.ts"
import type { DiskLost, LogStore } from "./store/log-store.ts"
import type { Packer } from "./store/pack-updates.ts"

export interface RelayWorld {
  readonly settings: Settings
  /** Where providers to sign in with may be named, beside the file in the data folder. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The log; it is the caller's to close, after the relay. */
  readonly store: LogStore
  readonly packer: Packer
  /** Null where the relay cannot mail. */
  readonly mailer: Mailer | null
  readonly clock: Clock
  readonly timers: Timers
  readonly createName: () => string
  readonly report: Report
  /** Takes each request that was answered; without one nobody is told. */
  readonly answered?: (request: AnsweredRequest) => void
  readonly diskLost: (error: DiskLost) => void
  readonly clientFolder: string
  /** How dear guessing a password is; only tests want it cheaper. */
  readonly passwordCost?: PasswordCost
}

/** A relay with all its doors, over one data folder. */
export interface ComposedRelay {
  readonly relay: Relay
  /** Null where nobody is asked who they are. */
  readonly accounts: RelayAccounts | null
  /** Ends what the relay does by itself; before the sockets are closed. */
  rest(): Promise<void>
  /** Lets go of the files; after the sockets are closed. */
  close(): void
}

/** The memberships or the accounts of a data folder cannot be used; the message is for whoever runs the relay. */
export class FolderUnusable extends Error {}

/** Puts a relay together as its settings want it. Throws {@link FolderUnusable}. */
export function composeRelay(world: RelayWorld): ComposedRelay {
  const { settings, store, clock, timers, createName } = world
  const { dataFolder, origin } = settings
  const addressOf = clientAddress(settings.isBehindProxy)
  const people = settings.access === "accounts" ? openPeople(world) : null
  const rights = people && composeRights({ ...world, ...people, origin, addressOf })
  const access = rights?.access ?? openAccess
  const files = new FileStore({ folder: dataFolder, clock, limits: FILE_LIMITS, createName })
  people?.accounts.alsoKeeps(filesOfPerson(files))
  const metrics = createMetrics()
  const relay = createRelay({
    ...world,
    access,
    doors: [
      ...(settings.now === null ? [] : [givenClock()]),
      ...firstDoors(world, people?.accounts ?? null),
      ...(rights?.doors ?? []),
      holidaysDoor(),
      metricsDoor(metrics, settings.metricsToken),
    ],
    doorsOver: documentDoors({
      access,
      store,
      files,
      clock,
      timers,
      rights,
      who: people?.accounts ?? null,
      origin,
    }),
    hosts: settings.hosts,
    origin,
    addressOf,
    meter: metrics.meter,
  })
  metrics.watch(relay.readings)
  const peopleDesk = rights?.showPeople(relay.rooms)
  const documents = (prefix: string) => store.documents(prefix)
  const spaceDesk = new SpaceDesk({ ...world, rooms: relay.rooms, random: systemRandom, documents })
  const fileDesk = new FileDesk({ ...world, files, keptMillis: FILE_LIMITS.unusedMillis })
  return {
    relay,
    accounts: people?.accounts ?? null,
    async rest() {
      await Promise.all([peopleDesk?.end(), spaceDesk.end(), fileDesk.end()])
    },
    close() {
      people?.accounts.close()
      people?.tables.close()
      files.close()
    },
  }
}

interface People {
  readonly tables: AccessTables
  readonly accounts: RelayAccounts
}

function openPeople({ settings, environment, clock, report, mailer, passwordCost }: RelayWorld): People {
  const { dataFolder } = settings
  const tables = usable(`The memberships in ${dataFolder}`, () => openAccessTables(dataFolder))
  const mayRegister = mayRegisterBy(tables, clock)
  const cost = passwordCost === undefined ? {} : { passwordCost }
  const accounts = usable(`The accounts in ${dataFolder}`, () =>
    openAccounts({ settings, environment, clock, report, mailer, mayRegister, ...cost }),
  )
  return { tables, accounts }
}

function usable<Opened>(what: string, open: () => Opened): Opened {
  try {
    return open()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new FolderUnusable(`${what} cannot be used: ${why}`, { cause: error })
  }
}

function firstDoors({ settings, clock, report, mailer }: RelayWorld, accounts: RelayAccounts | null): readonly Hono[] {
  if (accounts === null) return [openSessionDoor()]
  const { origin, isBehindProxy } = settings
  const addressOf = clientAddress(isBehindProxy)
  return [accountsDoor({ accounts, clock, report, origin, canMail: mailer !== null, addressOf })]
}

import { randomBytes } from "node:crypto"
import { resolve } from "node:path"
import type { Hono } from "hono"
import { openAccessTables, type AccessTables } from "./access/access-tables.ts"
import { openAccess } from "./access/open-access.ts"
import type { RelayAccounts } from "./accounts/relay-accounts.ts"
import { accountsDoor } from "./api/accounts.ts"
import { openSessionDoor } from "./api/open-session.ts"
import { composeRights, mayRegisterBy, type Rights } from "./compose-access.ts"
import { createMailer, openAccounts } from "./compose-accounts.ts"
import { clientAddress } from "./http/client-address.ts"
import { listen, type Listening } from "./listen.ts"
import { systemClock, systemTimers } from "./ports.ts"
import { createRelay } from "./relay.ts"
import { localAddress, readSettings, WrongSettings, type Settings } from "./settings.ts"
import { FolderInUse } from "./store/folder-lock.ts"
import { thinDaily } from "./store/thin-daily.ts"
import { openThreadedStore, type ThreadedStore } from "./store/threaded-store.ts"

/* The composition root. What it reads of its environment is told by `readSettings`. */
const settings = settingsOrStop()
const { dataFolder, origin, host } = settings
const clientFolder = resolve(import.meta.dirname, "../../client/dist")
const createName = () => randomBytes(12).toString("base64url")
const report = (line: string) => console.error(line)

const store = openStore()
const mailer = await createMailer(settings.mail, systemClock)
const addressOf = clientAddress(settings.isBehindProxy)
const tables = settings.access === "accounts" ? accessTablesOrStop() : null
const accounts = tables === null ? null : accountsOrStop(tables)
const rights = tables === null || accounts === null ? null : rightsOver(tables, accounts)
const relay = createRelay({
  store,
  packer: store,
  access: rights?.access ?? openAccess,
  doors: [...doorsOver(accounts), ...(rights?.doors ?? [])],
  clock: systemClock,
  timers: systemTimers,
  createName,
  report,
  diskLost: error => stop(`${error.message}; start Weft again to go on from what is on disk`),
  clientFolder,
  hosts: settings.hosts,
  origin,
  addressOf,
})
const peopleDesk = rights?.showPeople(relay.rooms)
const listening = await startListening()
const endThinning = thinDaily({ store, clock: systemClock, timers: systemTimers, report })

const address = localAddress(host, listening.port)
console.log(`Weft is at ${address}/ (data in ${dataFolder})`)
if (accounts === null) console.log("It asks nobody who they are, so it listens on this machine only.")
const setUpSecret = accounts?.drawSetUpSecret() ?? null
if (setUpSecret !== null)
  console.log(
    `Nobody runs it yet. Whoever opens this link within a day does: ${origin ?? address}/setup#${setUpSecret}`,
  )

let isClosing = false
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void closeGracefully())

async function closeGracefully(): Promise<void> {
  if (isClosing) return
  isClosing = true
  endThinning()
  await peopleDesk?.end()
  await listening.close()
  await store.close()
  accounts?.close()
  tables?.close()
  process.exit(0)
}

function doorsOver(opened: RelayAccounts | null): Hono[] {
  if (opened === null) return [openSessionDoor()]
  const canMail = mailer !== null
  return [accountsDoor({ accounts: opened, clock: systemClock, report, origin, canMail, addressOf })]
}

function rightsOver(opened: AccessTables, over: RelayAccounts): Rights {
  const [clock, timers] = [systemClock, systemTimers]
  return composeRights({ tables: opened, accounts: over, clock, timers, report, origin, mailer, addressOf })
}

function settingsOrStop(): Settings {
  try {
    return readSettings(process.env)
  } catch (error) {
    if (error instanceof WrongSettings) stop(error.message)
    throw error
  }
}

function accessTablesOrStop(): AccessTables {
  try {
    return openAccessTables(dataFolder)
  } catch (error) {
    stop(`The memberships in ${dataFolder} cannot be used: ${messageOf(error)}`)
  }
}

function accountsOrStop(memberships: AccessTables): RelayAccounts {
  try {
    const mayRegister = mayRegisterBy(memberships, systemClock)
    return openAccounts({ settings, environment: process.env, clock: systemClock, report, mailer, mayRegister })
  } catch (error) {
    stop(`The accounts in ${dataFolder} cannot be used: ${messageOf(error)}`)
  }
}

function openStore(): ThreadedStore {
  try {
    return openThreadedStore(dataFolder, createName, systemTimers)
  } catch (error) {
    if (error instanceof FolderInUse)
      stop(`Another Weft is running on ${dataFolder}. Stop it, or set WEFT_DATA to another folder.`)
    stop(`The data folder ${dataFolder} cannot be used: ${messageOf(error)}`)
  }
}

async function startListening(): Promise<Listening> {
  try {
    return await listen(relay, host, settings.port)
  } catch (error) {
    await store.close()
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
      stop(`Port ${settings.port} on ${host} is in use. Stop what uses it, or set PORT to another one.`)
    stop(`Weft cannot listen on ${host}:${settings.port}: ${messageOf(error)}`)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function stop(message: string): never {
  console.error(message)
  process.exit(1)
}

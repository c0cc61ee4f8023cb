import { randomBytes } from "node:crypto"
import { resolve } from "node:path"
import { createMailer } from "./compose-accounts.ts"
import { composeRelay, FolderUnusable, type ComposedRelay } from "./compose-relay.ts"
import { listen, type Listening } from "./listen.ts"
import { clockFrom, systemClock, systemTimers } from "./ports.ts"
import { localAddress, readSettings, WrongSettings, type Settings } from "./settings.ts"
import { FolderInUse } from "./store/folder-lock.ts"
import { thinDaily } from "./store/thin-daily.ts"
import { openThreadedStore, type ThreadedStore } from "./store/threaded-store.ts"

/* The composition root. What it reads of its environment is told by `readSettings`. */
const settings = settingsOrStop()
const { dataFolder, origin, host } = settings
const clock = settings.now === null ? systemClock : clockFrom(settings.now)
const createName = () => randomBytes(12).toString("base64url")
const isJson = settings.log === "json"
const log = (facts: Readonly<Record<string, unknown>>) =>
  console.error(JSON.stringify({ at: new Date(clock.now()).toISOString(), ...facts }))
const report = (line: string) => (isJson ? log({ level: "warning", message: line }) : console.error(line))

const store = openStore()
const composed = composeOrStop(await createMailer(settings.mail, clock))
const listening = await startListening()
const endThinning = thinDaily({ store, clock, timers: systemTimers, report })

const address = localAddress(host, listening.port)
console.log(`Weft is at ${address}/ (data in ${dataFolder})`)
if (composed.accounts === null) console.log("It asks nobody who they are, so it listens on this machine only.")
const setUpSecret = composed.accounts?.drawSetUpSecret() ?? null
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
  await composed.rest()
  await listening.close()
  await store.close()
  composed.close()
  process.exit(0)
}

function composeOrStop(mailer: Awaited<ReturnType<typeof createMailer>>): ComposedRelay {
  try {
    return composeRelay({
      settings,
      environment: process.env,
      store,
      packer: store,
      mailer,
      clock,
      timers: systemTimers,
      createName,
      report,
      ...(isJson && { answered: request => log({ level: "info", message: "request", ...request }) }),
      diskLost: error => stop(`${error.message}; start Weft again to go on from what is on disk`),
      clientFolder: settings.clientFolder ?? resolve(import.meta.dirname, "../../client/dist"),
    })
  } catch (error) {
    if (error instanceof FolderUnusable) stop(error.message)
    throw error
  }
}

function settingsOrStop(): Settings {
  try {
    return readSettings(process.env)
  } catch (error) {
    if (error instanceof WrongSettings) stop(error.message)
    throw error
  }
}

function openStore(): ThreadedStore {
  try {
    return openThreadedStore(dataFolder, createName, systemTimers, systemClock)
  } catch (error) {
    if (error instanceof FolderInUse)
      stop(`Another Weft is running on ${dataFolder}. Stop it, or set WEFT_DATA to another folder.`)
    stop(`The data folder ${dataFolder} cannot be used: ${messageOf(error)}`)
  }
}

async function startListening(): Promise<Listening> {
  try {
    return await listen(composed.relay, host, settings.port)
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

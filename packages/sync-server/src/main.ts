import { randomBytes } from "node:crypto"
import { resolve } from "node:path"
import { openAccess } from "./access/open-access.ts"
import { LOOPBACK_HOSTS } from "./http/known-hosts.ts"
import { listen, type Listening } from "./listen.ts"
import { systemClock, systemTimers } from "./ports.ts"
import { createRelay } from "./relay.ts"
import { FolderInUse } from "./store/folder-lock.ts"
import { thinDaily } from "./store/thin-daily.ts"
import { openThreadedStore, type ThreadedStore } from "./store/threaded-store.ts"

/*
 * The composition root. Environment: PORT (4848), HOST (127.0.0.1), WEFT_DATA
 * (.weft, from the folder it is started in), WEFT_HOSTS (further names under
 * which it may be asked, by commas, for a proxy in front of it).
 */
const port = readPort(process.env["PORT"] ?? "4848")
const host = process.env["HOST"] ?? "127.0.0.1"
const dataFolder = resolve(process.env["WEFT_DATA"] ?? ".weft")
const furtherHosts = (process.env["WEFT_HOSTS"] ?? "").split(",").filter(name => name !== "")
const clientFolder = resolve(import.meta.dirname, "../../client/dist")

const createName = () => randomBytes(12).toString("base64url")
const store = openStore()
const relay = createRelay({
  store,
  packer: store,
  access: openAccess,
  clock: systemClock,
  timers: systemTimers,
  createName,
  report: line => console.error(line),
  diskLost: error => stop(`${error.message}; start Weft again to go on from what is on disk`),
  clientFolder,
  hosts: isLoopback(host) ? [...LOOPBACK_HOSTS, ...furtherHosts] : null,
})
const listening = await startListening()
const endThinning = thinDaily({ store, clock: systemClock, timers: systemTimers, report: line => console.error(line) })

console.log(`Weft is at ${addressOf(host, listening.port)} (data in ${dataFolder})`)
console.log(
  isLoopback(host)
    ? "There are no accounts yet, so it listens on this machine only."
    : `Warning: there are no accounts yet, so everybody who reaches ${host} can read and write everything.`,
)

let isClosing = false
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void closeGracefully())

async function closeGracefully(): Promise<void> {
  if (isClosing) return
  isClosing = true
  endThinning()
  await listening.close()
  await store.close()
  process.exit(0)
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
    return await listen(relay, host, port)
  } catch (error) {
    await store.close()
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE")
      stop(`Port ${port} on ${host} is in use. Stop what uses it, or set PORT to another one.`)
    stop(`Weft cannot listen on ${host}:${port}: ${messageOf(error)}`)
  }
}

function readPort(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    stop(`PORT must be a number from 0 to 65535, not "${text}".`)
  return number
}

function isLoopback(name: string): boolean {
  return name === "localhost" || name === "::1" || name.startsWith("127.")
}

function addressOf(name: string, number: number): string {
  return `http://${name.includes(":") ? `[${name}]` : name}:${number}/`
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function stop(message: string): never {
  console.error(message)
  process.exit(1)
}

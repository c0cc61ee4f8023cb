import { createHash } from "node:crypto"
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { CLIENT_FOLDER } from "./browsers.ts"
import { startRelayProcess, type RelayProcess } from "./relay-process.ts"
import { temporaryFolder } from "./relay.ts"

/** A relay in a process of its own, which serves a copy of the built client that can be exchanged below it. */
export interface ServedClient {
  /** Where it is; the same after each start. */
  readonly url: string
  stop(): Promise<void>
  start(): Promise<void>
  /** Puts another build in the place of the one that is served: the same program, and no file of it has an earlier name. */
  build(): void
  close(): Promise<void>
}

export async function serveClient(): Promise<ServedClient> {
  const folder = temporaryFolder()
  const client = join(folder, "client")
  // Without the compressed files, which would have to be made anew with each build.
  cpSync(CLIENT_FOLDER, client, { recursive: true, filter: name => !/\.(br|gz)$/.test(name) })
  const spawn = (port: string) => startRelayProcess(join(folder, "data"), { WEFT_CLIENT: client, PORT: port })
  let running: RelayProcess = await spawn("0")
  const { url } = running
  let builds = 0
  return {
    url,
    async stop() {
      await running.stop()
    },
    async start() {
      running = await spawn(new URL(url).port)
    },
    build: () => rename(client, (builds += 1)),
    async close() {
      await running.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Gives every file that is named by its content another name, wherever it is named. */
function rename(client: string, build: number): void {
  const assets = join(client, "assets")
  const names = readdirSync(assets)
  const newName = (name: string) => name.replace(/(-b\d+)?(\.\w+)$/, `-b${build}$2`)
  const texts = [
    ...names.map(name => join(assets, name)),
    join(client, "index.html"),
    join(client, "service-worker.js"),
  ]
  const any = new RegExp(names.map(name => name.replaceAll(".", "\\.")).join("|"), "g")
  for (const file of texts.filter(name => /\.(js|css|html)$/.test(name))) {
    const text = readFileSync(file, "utf8").replaceAll(any, newName)
    writeFileSync(file, file.endsWith("service-worker.js") ? ofBuild(text, client, build) : text)
  }
  for (const name of names) renameSync(join(assets, name), join(assets, newName(name)))
}

/** The service worker as the build would write it: of another build, and with the digest of the page as it is now. */
function ofBuild(worker: string, client: string, build: number): string {
  const digest = createHash("sha256")
    .update(readFileSync(join(client, "index.html")))
    .digest("base64")
  return worker
    .replace(/("path":"\/","integrity":")[^"]*/, `$1sha256-${digest}`)
    .replace(/(SHELL_BUILD=")[^"]*/, `$1build ${build}`)
}

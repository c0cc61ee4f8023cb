import { createHash } from "node:crypto"
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { repository, run, type Outcome } from "./run.ts"

/** Everything that the built client is made of. */
const SOURCES = [
  "packages/client/{src,public}/**/*",
  "packages/client/*.{html,json,ts}",
  "packages/model/src/**/*",
  "pnpm-lock.yaml",
]

const stampPath = join(repository, "packages/client/dist/.built-from")

/** A fingerprint of the client's sources: equal exactly if a build would give the same files. */
function fingerprint(): string {
  const hash = createHash("sha256")
  const files = globSync(SOURCES, { cwd: repository, withFileTypes: true })
    .filter(entry => entry.isFile() && !entry.name.endsWith(".test.ts"))
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
  for (const file of files) {
    const bytes = readFileSync(file)
    hash.update(`${file.slice(repository.length).replaceAll("\\", "/")} ${bytes.length}\n`).update(bytes)
  }
  return hash.digest("hex")
}

/** Whether the last build was made from the sources as they are now. */
export function isClientBuilt(): boolean {
  return existsSync(stampPath) && readFileSync(stampPath, "utf8") === fingerprint()
}

/** Builds the client. The stamp is taken before, so that a file saved during the build makes the next one happen. */
export async function buildClient(): Promise<Outcome> {
  const stamp = fingerprint()
  const vite = join(repository, "packages/client/node_modules/vite/bin/vite.js")
  const outcome = await run(process.execPath, [
    vite,
    "build",
    join(repository, "packages/client"),
    "--logLevel",
    "warn",
  ])
  if (outcome.code === 0) writeFileSync(stampPath, stamp)
  return outcome
}

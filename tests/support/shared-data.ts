import { existsSync } from "node:fs"
import { join, resolve } from "node:path"
import { fileURLToPath } from "node:url"

const repository = fileURLToPath(new URL("../..", import.meta.url))

/** The folder of real files from other programs. It lies beside the project, since their licences are not ours to pass on. */
const REAL_FILES = resolve(repository, process.env["WEFT_REAL_FILES"] ?? "../shared/data")

/** The part of vitest's test context that a test passes in. */
interface Skips {
  skip(note?: string): never
}

/**
 * The path of a real file or folder, for example `realFile(context, "mspdi/house.xml")`.
 *
 * Where it is missing the test is skipped and says which file it wanted; with `CI=true` it fails instead, because
 * there nobody reads what was skipped.
 */
export function realFile(context: Skips, name: string): string {
  const path = join(REAL_FILES, name)
  if (existsSync(path)) return path
  const note = `the real file ${name} is missing in ${REAL_FILES} (WEFT_REAL_FILES names the folder)`
  if (process.env["CI"] === "true") throw new Error(note)
  return context.skip(note)
}

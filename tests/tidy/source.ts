import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { parseSync } from "vite"

export const repository = fileURLToPath(new URL("../..", import.meta.url))

/** One module of the project, parsed when it is first asked for. */
export interface Source {
  /** From the root of the repository, with forward slashes. */
  readonly path: string
  readonly text: string
  readonly parsed: ReturnType<typeof parseSync>
}

/** The source of a module given as text; its path decides whether it is read as TSX. */
export function sourceOf(path: string, text: string): Source {
  let parsed: ReturnType<typeof parseSync> | undefined
  return {
    path,
    text,
    get parsed() {
      parsed ??= parseSync(path, text, { sourceType: "module" })
      const [fault] = parsed.errors
      if (fault !== undefined) throw new Error(`${path}: ${fault.message}`)
      return parsed
    },
  }
}

const isOurs = (path: string) => !/(^|\/)(node_modules|dist|results)\//.test(path)

/** Paths of files below the root that match a glob, without what is installed, built or measured. */
export function pathsOf(...globs: readonly string[]): readonly string[] {
  return globSync(globs, { cwd: repository, exclude: path => /(^|\/)(node_modules|dist)$/.test(path.toString()) })
    .map(path => path.replaceAll("\\", "/"))
    .filter(isOurs)
    .toSorted()
}

export const readText = (path: string) => readFileSync(join(repository, path), "utf8")

export const isTest = (path: string) => /\.test\.tsx?$/.test(path) || path.startsWith("tests/")

/** Every module of the packages, the tests and the scripts, but nothing generated. */
export const allSources: readonly Source[] = pathsOf("packages/*/**/*.{ts,tsx}", "tests/**/*.ts", "scripts/**/*.ts")
  .filter(path => !path.endsWith(".gen.ts"))
  .map(path => sourceOf(path, readText(path)))

/** What is shipped: the modules of the packages without their tests. */
export const shippedSources = allSources.filter(({ path }) => /^packages\/[^/]+\/src\//.test(path) && !isTest(path))

/** Where in the project an offset is, for a message: `path:line`. */
export function placeOf({ path, text }: Source, offset: number): string {
  return `${path}:${text.slice(0, offset).split("\n").length}`
}

import { existsSync, globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { pathsOf, readText, repository } from "./source.ts"

interface Manifest {
  readonly name?: string
  readonly license?: string | { readonly type: string }
  readonly licenses?: readonly { readonly type: string }[]
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const manifestPaths = pathsOf("package.json", "packages/*/package.json", "tests/package.json")

test("every version is exact", () => {
  const loose = manifestPaths.flatMap(path => {
    const manifest = JSON.parse(readText(path)) as Manifest
    const versions = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
    return Object.entries(versions)
      .filter(([, version]) => version !== "workspace:*" && !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${path} ${name} ${version}`)
  })
  expect(loose).toEqual([])
})

test("one version of Yjs and of Solid is installed", () => {
  const installed = (name: string) => globSync(`node_modules/.pnpm/${name}@*`, { cwd: repository }).length
  expect([installed("yjs"), installed("solid-js")]).toEqual([1, 1])
})

const FREE = new Set(
  "MIT MIT-0 ISC 0BSD BSD-2-Clause BSD-3-Clause Apache-2.0 BlueOak-1.0.0 Unlicense CC0-1.0 Zlib Python-2.0".split(" "),
)

/** Licences with a condition that we meet for these packages: unchanged, or data, or a font that is only passed on. */
const CONDITIONAL: Readonly<Record<string, RegExp>> = {
  "MPL-2.0": /^(lightningcss(-.*)?|axe-core)$/,
  "OFL-1.1": /^@(fontsource(-variable)?|expo-google-fonts)\//,
  "CC-BY-4.0": /^caniuse-lite$/,
  "CC-BY-3.0": /^date-holidays$/,
  "PSF-2.0": /^argparse$/,
}

/** Whether a licence expression allows us to pass the package on under MIT beside our own work. */
function isCompatible(name: string, expression: string): boolean {
  const bare = expression.replace(/^\((.*)\)$/, "$1")
  if (bare.includes(" OR ")) return bare.split(" OR ").some(part => isCompatible(name, part))
  if (bare.includes(" AND ")) return bare.split(" AND ").every(part => isCompatible(name, part))
  return FREE.has(bare) || (CONDITIONAL[bare]?.test(name) ?? false)
}

function licenceOf({ license, licenses }: Manifest): string {
  if (typeof license === "string") return license
  return license?.type ?? licenses?.map(({ type }) => type).join(" OR ") ?? "none"
}

test("licence expressions are read", () => {
  expect(isCompatible("x", "(MIT OR GPL-3.0-only)")).toBe(true)
  expect(isCompatible("x", "MIT AND GPL-3.0-only")).toBe(false)
  expect(isCompatible("x", "MPL-2.0")).toBe(false)
  expect(isCompatible("axe-core", "MPL-2.0")).toBe(true)
  expect(isCompatible("x", "none")).toBe(false)
})

test("every installed package may stand beside MIT", () => {
  const globs = [
    "node_modules/.pnpm/*/node_modules/*/package.json",
    "node_modules/.pnpm/*/node_modules/@*/*/package.json",
  ]
  const manifests = globSync(globs, { cwd: repository }).map(
    path => JSON.parse(readFileSync(join(repository, path), "utf8")) as Manifest,
  )
  expect(manifests.length).toBeGreaterThan(50)
  const wrong = manifests
    .filter(manifest => !manifest.name?.startsWith("@weft/"))
    .filter(manifest => !isCompatible(manifest.name ?? "", licenceOf(manifest)))
    .map(manifest => `${manifest.name} ${licenceOf(manifest)}`)
  expect([...new Set(wrong)]).toEqual([])
})

test("our own licence is MIT, and there", () => {
  expect(existsSync(join(repository, "LICENSE"))).toBe(true)
  expect(manifestPaths.map(path => licenceOf(JSON.parse(readText(path)) as Manifest))).toEqual(
    manifestPaths.map(() => "MIT"),
  )
})

test("no file knows where packages are fetched from", () => {
  const host = /registry\.[a-z]|npmjs\.(?:org|com)|\.npmrc|jsr\.io|tarball:/
  const globs = [
    "*.{json,yaml,md}",
    ".*rc*",
    "packages/**/*.{ts,tsx,json,css,html}",
    "tests/**/*.{ts,json}",
    "scripts/*",
    "docs/**/*.md",
    ".ci/*",
  ]
  const knowing = pathsOf(...globs).filter(path => !path.endsWith("packages.test.ts") && host.test(readText(path)))
  expect(knowing).toEqual([])
})

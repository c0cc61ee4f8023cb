import { expect, test } from "vitest"
import { importsOf } from "./imports.ts"
import { EDGE_PACKAGES, EDGES, GUARDED_PACKAGES, isKnownLayer, layerOf, mayImport, type Edge } from "./layers.ts"
import { shippedSources, sourceOf, type Source } from "./source.ts"
import { touchesOf } from "./world.ts"

/** The path below `packages/`, which is how the tables name places. */
const short = (path: string) => path.replace(/^packages\//, "")
const isAllowedAt = (path: string, places: readonly RegExp[]) => places.some(place => place.test(short(path)))
const isOurs = (target: string) => target.startsWith("packages/")

test("imports are found in every form, and what only looks like one is not", () => {
  const text = `
    // import { a } from "./commented.ts"
    /* export * from "./commented.ts" */
    import type { Item } from "@weft/model/schema/item"
    import { type Rank } from "../base/rank.ts"
    import fallback, * as everything from "solid-js/store"
    import "./styles.css"
    export * from "./again.ts"
    export type { Row } from "./row.ts"
    const text = "import { b } from './quoted.ts'", template = \`import "./\${text}.ts"\`
    const Lazy = () => import("../views/board/board.tsx"), unknown = (name: string) => import(name)
    export const Part = () => <p title="import x from 'y'">it's import "z" from 'w' // here</p>
  `
  const found = importsOf(sourceOf("packages/client/src/parts/a.tsx", text))
  expect(found.map(({ target, kind }) => `${kind} ${target}`)).toEqual([
    "type packages/model/src/schema/item.ts",
    "value packages/client/src/base/rank.ts",
    "value solid-js",
    "value packages/client/src/parts/styles.css",
    "value packages/client/src/parts/again.ts",
    "type packages/client/src/parts/row.ts",
    "lazy packages/client/src/views/board/board.tsx",
  ])
  expect(found[0]?.place).toBe("packages/client/src/parts/a.tsx:4")
})

test("the table lets imports point down and never up or sideways", () => {
  const allowed = (from: string, to: string) => mayImport(from, to)
  expect(allowed("model/plan", "model/time")).toBe(true)
  expect(allowed("model/time", "model/plan")).toBe(false)
  expect(allowed("model/plan", "model/service")).toBe(false)
  expect(allowed("model/wire", "model/schema")).toBe(false)
  expect(allowed("sync-server/rooms", "model/actions")).toBe(false)
  expect(allowed("sync-server/desk", "model/actions")).toBe(true)
  expect(allowed("client/views/board", "client/parts")).toBe(true)
  expect(allowed("client/views/board", "client/views/list")).toBe(false)
  expect(allowed("client/ui", "model/schema")).toBe(false)
  expect(allowed("client/app", "client/views/board")).toBe(true)
  expect(allowed("model/actions", "client/data")).toBe(false)
})

test("every module lies in a folder of ARCHITECTURE.md", () => {
  const homeless = shippedSources.filter(({ path }) => !isKnownLayer(layerOf(path) ?? ""))
  expect(homeless.map(({ path }) => path)).toEqual([])
})

test("imports point one way", () => {
  const wrong = shippedSources.flatMap(source =>
    importsOf(source)
      .filter(({ target }) => isOurs(target) && !mayImport(layerOf(source.path) ?? "", layerOf(target) ?? ""))
      .map(({ place, specifier }) => `${place} names ${specifier}`),
  )
  expect(wrong).toEqual([])
})

test("Yjs, Solid, the editor and Node are named only where they belong", () => {
  const wrong = shippedSources.flatMap(source =>
    importsOf(source)
      .filter(({ target }) =>
        GUARDED_PACKAGES.some(({ packages, places }) => packages.test(target) && !isAllowedAt(source.path, places)),
      )
      .map(({ place, specifier }) => `${place} names ${specifier}`),
  )
  expect(wrong).toEqual([])
})

test("clock, randomness, network and storage are found, and what is handed in is not", () => {
  const text = `
    const a = Date.now(), b = new Date(), c = performance.now(), d = Temporal.Now.instant(), e = clock.now()
    const f = Math.random, g = globalThis.crypto.getRandomValues(bytes), h = random()
    await fetch("/x"); await app.fetch(request); new WebSocket(address); localStorage.getItem("k")
    const shape: Date = given; type Now = typeof Date.now // Date.now()
    const day = new Date(number * DAY)
  `
  expect(
    touchesOf(sourceOf("a.ts", text))
      .map(({ what }) => what)
      .toSorted(),
  ).toEqual(
    "Date.now,Math.random,Temporal.Now,crypto.getRandomValues,fetch,localStorage,new Date,new WebSocket,performance.now".split(
      ",",
    ),
  )
})

test("clock, randomness, network and storage come in at the edges", () => {
  const wrong = shippedSources.flatMap(source => [
    ...touchesOf(source)
      .filter(({ edge }) => !isAllowedAt(source.path, EDGES[edge]))
      .map(({ place, what }) => `${place} uses ${what}`),
    ...edgeImportsOf(source)
      .filter(({ edge }) => !isAllowedAt(source.path, EDGES[edge]))
      .map(({ message }) => message),
  ])
  expect(wrong).toEqual([])
})

/** Value imports of packages that reach the network or a store; their types may be named anywhere. */
function edgeImportsOf(source: Source): readonly { edge: Edge; message: string }[] {
  return importsOf(source)
    .filter(({ kind }) => kind !== "type")
    .flatMap(({ place, target }) =>
      EDGE_PACKAGES.filter(({ packages }) => packages.test(target)).map(({ edge }) => ({
        edge,
        message: `${place} names ${target}`,
      })),
    )
}

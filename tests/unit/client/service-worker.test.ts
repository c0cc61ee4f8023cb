import { fileURLToPath } from "node:url"
import { afterEach, beforeEach, expect, test, vi } from "vitest"

/** By its path, since it is no module and of a world that the types of the tests do not know. */
const WORKER = fileURLToPath(new URL("../../../packages/client/src/service-worker.ts", import.meta.url))

interface ShellFile {
  readonly path: string
  readonly integrity?: string
}

/** What is kept, by cache and path, over the builds of one browser. */
let kept: Map<string, Map<string, Response>>
/** What the relay has, by path; what is asked of it is noted. */
let served: Map<string, string>
let asked: string[]

/** The caches of a browser, as far as the worker uses them. */
const browserCaches = {
  open: async (name: string) => {
    const files = kept.get(name) ?? new Map<string, Response>()
    kept.set(name, files)
    return {
      match: async (path: string) => files.get(path)?.clone(),
      put: async (path: string, response: Response) => void files.set(path, response),
    }
  },
  keys: async () => [...kept.keys()],
  delete: async (name: string) => kept.delete(name),
  match: async (path: string) =>
    [...kept.values()]
      .find(files => files.has(path))
      ?.get(path)
      ?.clone(),
}

interface Running {
  install(): Promise<unknown>
  activate(): Promise<unknown>
}

/** Runs the service worker of a build. */
async function run(build: string, files: readonly ShellFile[]): Promise<Running> {
  const listeners = new Map<string, (event: { waitUntil(done: Promise<unknown>): void }) => void>()
  vi.stubGlobal("addEventListener", (type: string, listen: () => void) => listeners.set(type, listen))
  vi.stubGlobal("SHELL_FILES", files)
  vi.stubGlobal("SHELL_BUILD", build)
  vi.resetModules()
  await import(WORKER)
  const handle = (type: string) =>
    new Promise<unknown>((resolve, reject) =>
      listeners.get(type)?.({ waitUntil: done => void done.then(resolve, reject) }),
    )
  return { install: () => handle("install"), activate: () => handle("activate") }
}

beforeEach(() => {
  kept = new Map()
  served = new Map([
    ["/", "the page"],
    ["/assets/a-1.js", "a"],
  ])
  asked = []
  vi.stubGlobal("caches", browserCaches)
  vi.stubGlobal("clients", { claim: async () => {} })
  vi.stubGlobal("fetch", async (path: string, { integrity }: { readonly integrity?: string }) => {
    asked.push(path)
    const text = served.get(path)
    if (integrity !== undefined && integrity !== text) throw new TypeError("the digest does not fit")
    return new Response(text ?? "", { status: text === undefined ? 404 : 200 })
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const PAGE: ShellFile = { path: "/", integrity: "the page" }
const A: ShellFile = { path: "/assets/a-1.js" }

test("SHELL-5 a build is installed when all of its files are there and are its own, and not otherwise", async () => {
  await (await run("one", [PAGE, A])).install()
  expect([...kept.get("weft-shell one")!.keys()].toSorted()).toEqual(["/", "/assets/a-1.js"])

  const lacking = await run("two", [PAGE, A, { path: "/assets/b-2.js" }])
  await expect(lacking.install()).rejects.toThrow("/assets/b-2.js answers 404")
  served.set("/", "the page of the build after")
  await expect((await run("three", [PAGE, A])).install()).rejects.toThrow("digest")
})

test("a file that an earlier build has is not fetched again, and the page is", async () => {
  await (await run("one", [PAGE, A])).install()
  asked = []
  served.set("/assets/b-2.js", "b").set("/", "the next page")
  await (await run("two", [{ path: "/", integrity: "the next page" }, A, { path: "/assets/b-2.js" }])).install()
  expect(asked.toSorted()).toEqual(["/", "/assets/b-2.js"])
  expect(await kept.get("weft-shell two")!.get("/assets/a-1.js")!.text()).toBe("a")
})

test("SHELL-5 three builds are kept, the latest of them, and nothing else of the page is touched", async () => {
  kept.set("somebody else's", new Map())
  for (const build of ["one", "two", "three", "four"]) {
    const worker = await run(build, [PAGE, A])
    await worker.install()
    await worker.activate()
  }
  expect([...kept.keys()]).toEqual(["somebody else's", "weft-shell two", "weft-shell three", "weft-shell four"])
})

/*
 * Keeps the built client in the browser, so that it opens without a network. The build adds two lines before this
 * file: which files there are, see `offline-shell.ts` beside `vite.config.ts`, and which build it is.
 */

/** A file of the build. One whose name says nothing about its content is checked by its integrity. */
interface ShellFile {
  readonly path: string
  readonly integrity?: string
}

declare const SHELL_FILES: readonly ShellFile[]
declare const SHELL_BUILD: string

const scope = globalThis as unknown as ServiceWorkerGlobalScope

/** What all our caches are called, with the build after it. */
const CACHE = "weft-shell "

/** So many builds are kept. A page that is still open goes on with the files of its own build. */
const MOST_BUILDS = 3

/** Files whose names carry a hash of their content: the same name is the same file in every build. */
const HASHED = "/assets/"

/** The page, whatever its address. */
const PAGE = "/"

/** What stands there for a blink. It names the icon, or browsers ask the relay for one. */
const BLANK = `<!doctype html><link rel="icon" href="/favicon.svg" />`

/** What the relay answers itself, and no page of the client. */
const OF_THE_RELAY = /^\/(api|sync|y|healthz|readyz|metrics)(\/|$)/

const paths = new Set(SHELL_FILES.map(({ path }) => path))

scope.addEventListener("install", event => event.waitUntil(keepAll()))
scope.addEventListener("activate", event => event.waitUntil(takeOver()))
scope.addEventListener("message", ({ data }) => {
  if (data === "take-over") void scope.skipWaiting()
})
scope.addEventListener("fetch", event => {
  const path = pathInShell(event.request)
  if (path === PAGE) event.respondWith(answerPage(event.request))
  else if (path !== null) event.respondWith(answer(path, event.request))
})

/** Keeps every file of this build. One that is missing or of another build fails all; the browser tries again later. */
async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE + SHELL_BUILD)
  await Promise.all(SHELL_FILES.map(file => keep(cache, file)))
}

async function keep(cache: Cache, { path, integrity }: ShellFile): Promise<void> {
  const isHashed = integrity === undefined
  const known = isHashed ? await caches.match(path) : undefined
  const response = known ?? (await fetch(path, isHashed ? {} : { cache: "no-cache", integrity }))
  if (!response.ok) throw new Error(`${path} answers ${response.status}`)
  await cache.put(path, response)
}

/** Lets go of old builds, and answers for the pages that are open from now on. */
async function takeOver(): Promise<void> {
  const builds = (await caches.keys()).filter(name => name.startsWith(CACHE))
  const others = builds.filter(name => name !== CACHE + SHELL_BUILD)
  await Promise.all(others.slice(0, -(MOST_BUILDS - 1)).map(name => caches.delete(name)))
  await scope.clients.claim()
}

/** Which file of the build is asked for; `null` for all that is the relay's to answer. */
function pathInShell({ method, mode, url }: Request): string | null {
  const { origin, pathname } = new URL(url)
  if (method !== "GET" || origin !== scope.location.origin || OF_THE_RELAY.test(pathname)) return null
  if (mode === "navigate") return isFile(pathname) ? null : PAGE
  return paths.has(pathname) || pathname.startsWith(HASHED) ? pathname : null
}

function isFile(pathname: string): boolean {
  return pathname.slice(pathname.lastIndexOf("/")).includes(".")
}

/** The page. Where it is the only one and a newer build waits, loading it again is taking that: it comes right after. */
async function answerPage(request: Request): Promise<Response> {
  const { waiting } = scope.registration
  if (waiting === null || (await scope.clients.matchAll()).length > 1) return answer(PAGE, request)
  waiting.postMessage("take-over", [])
  return new Response(BLANK, { headers: { "content-type": "text/html", refresh: "0" } })
}

/** The file of this build, or of the build that the page which asks is of; from the network if neither is kept. */
async function answer(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE + SHELL_BUILD)
  const kept = (await cache.match(path)) ?? (path.startsWith(HASHED) ? await caches.match(path) : undefined)
  return kept ?? fetch(request)
}

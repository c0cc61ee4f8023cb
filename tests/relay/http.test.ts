import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { afterAll, beforeAll, expect, test } from "vitest"
import { PROTOCOL_VERSION } from "@weft/model/wire/limits"
import { startRelay, temporaryFolder, type StartedRelay } from "../support/relay.ts"

const clientFolder = temporaryFolder()
let relay: StartedRelay

beforeAll(async () => {
  mkdirSync(join(clientFolder, "assets"))
  writeFileSync(join(clientFolder, "index.html"), "<!doctype html><title>Weft</title>")
  writeFileSync(join(clientFolder, "assets/main-3f2a.js"), "export {}")
  writeFileSync(join(clientFolder, "assets/main-3f2a.js.gz"), gzipSync("export {}"))
  writeFileSync(join(clientFolder, "service-worker.js"), "addEventListener('fetch', () => {})")
  writeFileSync(join(clientFolder, "manifest.webmanifest"), "{}")
  relay = await startRelay({ clientFolder })
})
afterAll(async () => {
  await relay.close()
  rmSync(clientFolder, { recursive: true })
})

test("the page and its files are served, and each of the client's own addresses is the page", async () => {
  for (const path of ["/", "/index.html", "/acme/space/board"]) {
    const answer = await fetch(relay.url + path)
    expect([answer.status, await answer.text()], path).toEqual([200, "<!doctype html><title>Weft</title>"])
    expect(answer.headers.get("content-type")).toContain("text/html")
    expect(answer.headers.get("cache-control"), path).toBe("no-cache")
  }
})

test("SHELL-4 files with a hash in their name are kept by browsers for good, and a missing one is not", async () => {
  const answer = await fetch(`${relay.url}/assets/main-3f2a.js`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get("content-type")).toContain("javascript")
  expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable")
  const missing = await fetch(`${relay.url}/assets/main-0000.js`)
  expect([missing.status, missing.headers.get("cache-control")]).toEqual([404, "no-cache"])
})

test("a file that the build has compressed is given out so to whoever takes it", async () => {
  const ask = (encoding: string) =>
    fetch(`${relay.url}/assets/main-3f2a.js`, { headers: { "accept-encoding": encoding } })
  for (const [asked, given] of [
    ["gzip, br", "gzip"],
    ["identity", null],
  ] as const) {
    const answer = await ask(asked)
    expect([answer.headers.get("content-encoding"), await answer.text()]).toEqual([given, "export {}"])
    expect(answer.headers.get("cache-control")).toContain("immutable")
  }
})

test("SHELL-4 the service worker and the manifest are asked for anew each time, as what they are", async () => {
  for (const [path, type] of [
    ["/service-worker.js", "javascript"],
    ["/manifest.webmanifest", "application/manifest+json"],
  ]) {
    const { status, headers } = await fetch(relay.url + path)
    expect([status, headers.get("cache-control")], path).toEqual([200, "no-cache"])
    expect(headers.get("content-type")).toContain(type)
  }
})

test("nothing outside the folder of the client is served", async () => {
  for (const path of ["/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/hosts.txt", "/assets/..%2f..%2fx.js"]) {
    const answer = await fetch(relay.url + path)
    expect(await answer.text(), path).not.toContain("root:")
  }
})

test("every answer carries the security headers, refusals too", async () => {
  for (const path of ["/", "/healthz", "/assets/missing.js", "/sync"]) {
    const { headers } = await fetch(relay.url + path)
    expect(headers.get("content-security-policy"), path).toBe(
      "default-src 'self'; style-src 'self' 'unsafe-inline'; worker-src 'self'; connect-src 'self' ws: wss:; " +
        "img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'",
    )
    expect(headers.get("x-content-type-options"), path).toBe("nosniff")
  }
})

test("the state of the relay can be asked for, and its sockets only be upgraded to", async () => {
  expect(await (await fetch(`${relay.url}/healthz`)).json()).toEqual({
    status: "ok",
    protocol: PROTOCOL_VERSION,
    documents: 0,
    sockets: 0,
  })
  expect((await fetch(`${relay.url}/sync`)).status).toBe(426)
  expect((await fetch(`${relay.url}/y/acme/people`)).status).toBe(426)
})

test("without a built client the relay says so and still works", async () => {
  const bare = await startRelay({ clientFolder: join(clientFolder, "missing") })
  expect((await fetch(bare.url)).status).toBe(503)
  expect((await fetch(`${bare.url}/healthz`)).status).toBe(200)
  await bare.close()
})

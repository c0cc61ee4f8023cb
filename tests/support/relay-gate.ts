import { once } from "node:events"
import { createServer, request, type IncomingMessage } from "node:http"
import { connect, type AddressInfo, type Socket } from "node:net"
import type { Duplex } from "node:stream"

/** What somebody asked the relay for. */
export interface Asked {
  readonly method: string
  readonly path: string
  /** All headers, one string, for looking whether something is in them. */
  readonly headers: string
  readonly isUpgrade: boolean
}

/** A way to a relay that one person goes by alone. */
export interface RelayGate {
  readonly url: string
  /** Everything that was asked for through here, in order. */
  readonly asked: readonly Asked[]
  /** Ends all sockets and lets none through until `mend`, and no files; pages still load. */
  cut(): void
  /** Cuts it when so many pieces of files have passed and one more is on its way. */
  cutAfterPieces(count: number): void
  mend(): void
  /** Keeps back what the client sends over its sockets, until `letGo`. */
  hold(): void
  letGo(): void
  close(): Promise<void>
}

/**
 * Opens a gate before a relay, which notes what passes and can cut sockets.
 *
 * A browser's own way of going offline does not reach what a shared worker has open, and stopping the relay would take
 * everybody offline and the page itself away. The gate cuts one person's sockets only, and still serves the page.
 */
export async function openGate(relayUrl: string): Promise<RelayGate> {
  const relay = new URL(relayUrl)
  const [host, port] = [relay.hostname, Number(relay.port)]
  const asked: Asked[] = []
  const open = new Set<Duplex>()
  const ways = new Map<Duplex, Duplex>()
  let isCut = false
  let pieces = Infinity
  const cut = () => {
    isCut = true
    for (const end of open) end.destroy()
  }
  const note = ({ method = "", url = "", rawHeaders }: IncomingMessage, isUpgrade: boolean) =>
    asked.push({ method, path: url, headers: rawHeaders.join("\n"), isUpgrade })

  const server = createServer((incoming, outgoing) => {
    note(incoming, false)
    const { method, url, headers } = incoming
    const isFile = url?.startsWith("/api/files/") ?? false
    if (isFile && method === "PATCH" && pieces-- <= 0) cut()
    if (isFile && isCut) return void incoming.destroy()
    const passed = request({ host, port, method, path: url, headers }, answer => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    passed.on("error", () => outgoing.destroy())
    incoming.pipe(passed)
  })
  server.on("upgrade", (incoming: IncomingMessage, near: Duplex, head: Buffer) => {
    note(incoming, true)
    if (isCut) return void near.destroy()
    const far: Socket = connect(port, host, () => {
      far.write(headOf(incoming))
      far.write(head)
      far.pipe(near).pipe(far)
      ways.set(near, far)
    })
    for (const end of [near, far]) {
      open.add(end)
      end.on("error", () => {})
      end.on("close", () => {
        open.delete(end)
        ways.delete(near)
        near.destroy()
        far.destroy()
      })
    }
  })
  server.listen(0, host)
  await once(server, "listening")
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    asked,
    cut,
    cutAfterPieces(count) {
      pieces = count
    },
    mend() {
      isCut = false
      pieces = Infinity
    },
    hold() {
      for (const [near, far] of ways) near.unpipe(far)
    },
    letGo() {
      for (const [near, far] of ways) near.pipe(far)
    },
    async close() {
      for (const end of open) end.destroy()
      server.close()
      server.closeAllConnections()
      await once(server, "close")
    },
  }
}

/** The head of a request, as it came. */
function headOf({ method, url, httpVersion, rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/${httpVersion}`]
  for (let index = 0; index < rawHeaders.length; index += 2)
    lines.push(`${rawHeaders[index]}: ${rawHeaders[index + 1]}`)
  return `${lines.join("\r\n")}\r\n\r\n`
}

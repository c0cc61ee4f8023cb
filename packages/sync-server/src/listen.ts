import { createAdaptorServer } from "@hono/node-server"
import { once } from "node:events"
import type { Server } from "node:http"
import type { AddressInfo } from "node:net"
import { WebSocketServer } from "ws"
import { MAX_CLIENT_FRAME_BYTES } from "@weft/model/wire/frames"
import { takeUpgrades } from "./http/socket-upgrade.ts"
import type { Relay } from "./relay.ts"

/** A relay that can be reached. */
export interface Listening {
  readonly port: number
  /** Takes nobody in any more, brings everything to disk and closes every socket. */
  close(): Promise<void>
}

/** How long sockets may take to say goodbye, in milliseconds. */
const GOODBYE_MILLIS = 3_000

/**
 * Lets a relay be reached on a host and port; port 0 picks a free one. Rejects
 * with the operating system's error where that cannot be, such as EADDRINUSE.
 *
 * Messages are not compressed: most are smaller than compression's own cost,
 * and its state would take more memory per socket than everything else.
 */
export async function listen(relay: Relay, host: string, port: number): Promise<Listening> {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MAX_CLIENT_FRAME_BYTES })
  const server = createAdaptorServer({ fetch: relay.app.fetch }) as Server
  takeUpgrades(server, sockets, relay.app.fetch)
  server.listen(port, host)
  await once(server, "listening")
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, "close")
      server.close()
      await relay.close()
      const impatient = setTimeout(() => sockets.clients.forEach(socket => socket.terminate()), GOODBYE_MILLIS)
      server.closeIdleConnections()
      await closed
      clearTimeout(impatient)
    },
  }
}

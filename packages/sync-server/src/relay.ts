import { Hono } from "hono"
import { parseDocumentName, type DocumentAddress } from "@weft/model/wire/document-name"
import { PROTOCOL_VERSION, SYNC_PATH } from "@weft/model/wire/limits"
import { CLOSE_REASONS, type CloseReason } from "@weft/model/wire/reasons"
import type { Access, Identity } from "./access/access.ts"
import { PlainAwareness } from "./connections/plain-awareness.ts"
import { PlainConnection } from "./connections/plain-connection.ts"
import type { Connection, Socket } from "./connections/socket.ts"
import { SocketSeats } from "./connections/socket-seats.ts"
import { SyncConnection } from "./connections/sync-connection.ts"
import { WebSockets } from "./connections/web-socket.ts"
import { faults, neverStored, requestIds, requestRate } from "./http/api-care.ts"
import { builtClient } from "./http/built-client.ts"
import { clientAddress, type ClientAddress } from "./http/client-address.ts"
import { knownHosts } from "./http/known-hosts.ts"
import { ownOrigin } from "./http/own-origin.ts"
import { requestLog, type AnsweredRequest } from "./http/request-log.ts"
import { sameOriginSockets } from "./http/same-origin.ts"
import { securityHeaders } from "./http/security-headers.ts"
import { openSocket } from "./http/socket-upgrade.ts"
import { silentMeter, type Clock, type Meter, type Report, type Timers } from "./ports.ts"
import { CommitQueue } from "./rooms/commit-queue.ts"
import { PACKING_POLICY, type PackingPolicy } from "./rooms/document-bytes.ts"
import { IDLE_MILLIS } from "./rooms/limits.ts"
import { Rooms } from "./rooms/rooms.ts"
import type { DiskLost, LogStore } from "./store/log-store.ts"
import { packerHere, type Packer } from "./store/pack-updates.ts"
import { RENEWAL_POLICY, type RenewalPolicy } from "./store/renew-updates.ts"

export interface RelayOptions {
  readonly store: LogStore
  readonly access: Access
  readonly clock: Clock
  readonly timers: Timers
  /** Returns fresh random text out of `[0-9A-Za-z_-]`, to name what has to be told apart. */
  readonly createName: () => string
  /** Takes lines for whoever runs the relay. */
  readonly report: Report
  /** Called once when the disk did not confirm a write: the relay acknowledges nothing more and has to be started anew. */
  readonly diskLost: (error: DiskLost) => void
  /** The folder of the built client, or null to serve none. */
  readonly clientFolder: string | null
  /** Further doors, such as accounts and files, which stand before the client's own files. */
  readonly doors?: readonly Hono[]
  /** Doors that look into documents themselves, for example to show a board to outsiders. */
  readonly doorsOver?: (rooms: Rooms) => readonly Hono[]
  /** The names under which it may be asked, without ports, or null for any. */
  readonly hosts: readonly string[] | null
  /** The origin that people see, such as `https://weft.example`; without one each request's own host is good. */
  readonly origin?: string | null
  /** How the address of who asks is found; that of the connection if nothing else is given. */
  readonly addressOf?: ClientAddress
  /** Takes each request that was answered; without one nobody is told. */
  readonly answered?: (request: AnsweredRequest) => void
  /** Takes the relay's own figures; without one they go nowhere. */
  readonly meter?: Meter
  /** When a document is worth a new epoch. */
  readonly renewal?: RenewalPolicy
  /** When a document is worth a new snapshot. */
  readonly packing?: PackingPolicy
  /** Packs documents; without one it is done in this thread. */
  readonly packer?: Packer
  /** How long an unused document stays in memory, in milliseconds. */
  readonly idleMillis?: number
}

export interface Relay {
  /** Answers HTTP; its sockets need a server with `ws`, see `listen`. */
  readonly app: Hono
  /** Takes a socket that has been opened on `/sync`, whatever carries it. */
  openSync(socket: Socket): Connection
  /** Takes a socket of the plain door for a document, of somebody who has been identified. */
  openPlain(socket: Socket, address: DocumentAddress, identity: Identity, epoch?: number | null): Connection
  /** The open documents, for peers of the relay's own. */
  readonly rooms: Rooms
  /** What can be read off at this moment. */
  readonly readings: {
    documents(): number
    sockets(): number
    waitingUpdates(): number
  }
  /** Brings what has come in to disk, closes every socket, packs what is due. The store is the caller's to close. */
  close(): Promise<void>
}

/** Builds the relay over its store and the world it is given. It listens nowhere by itself. */
export function createRelay(options: RelayOptions): Relay {
  const {
    store,
    packer = packerHere,
    access,
    doors = [],
    doorsOver = () => [],
    clock,
    timers,
    createName,
    report,
    diskLost,
    clientFolder,
    hosts,
    origin = null,
    addressOf = clientAddress(false),
    idleMillis = IDLE_MILLIS,
    renewal = RENEWAL_POLICY,
    packing = PACKING_POLICY,
    meter = silentMeter,
    answered,
  } = options
  const commits = new CommitQueue({ store, clock, timers, meter, diskLost })
  const rooms = new Rooms({ store, packer, commits, clock, timers, report, idleMillis, renewal, packing })
  const awareness = new PlainAwareness()
  const sockets = new WebSockets(timers, report)
  const connections = new Set<Connection>()
  const seats = new SocketSeats()

  function keep(connection: Connection): Connection {
    connections.add(connection)
    return {
      receive: bytes => connection.receive(bytes),
      goAway: () => connection.goAway(),
      closed() {
        connections.delete(connection)
        connection.closed()
      },
    }
  }
  const openSync = (socket: Socket) =>
    keep(new SyncConnection(socket, { rooms, access, seats, clock, timers, meter, history: store.history }))
  const openPlain = (socket: Socket, address: DocumentAddress, identity: Identity, epoch: number | null = null) =>
    keep(
      new PlainConnection(socket, address, {
        rooms,
        access,
        seats,
        awareness,
        clock,
        timers,
        meter,
        session: createName(),
        identity,
        epoch,
      }),
    )

  const app = new Hono()
  app.use(securityHeaders(origin?.startsWith("https:") ?? false))
  app.use(requestIds(createName))
  if (answered !== undefined) app.use(requestLog(clock, answered))
  app.onError(faults(report))
  if (hosts !== null) app.use(knownHosts(hosts))
  app.get("/healthz", context =>
    context.json({ status: "ok", protocol: PROTOCOL_VERSION, documents: rooms.size, sockets: connections.size }),
  )
  app.get("/readyz", async context =>
    (await commits.canWrite()) ? context.json({ status: "ready" }) : context.json({ status: "cannot write" }, 503),
  )
  app.get(
    SYNC_PATH,
    sameOriginSockets,
    openSocket(() => (raw, stream) => sockets.tie(raw, stream, openSync)),
    upgradeRequired,
  )
  app.get(
    "/y/*",
    sameOriginSockets,
    openSocket(async context => {
      const { name, epoch } = readRoomName(context.req.path.slice("/y/".length))
      const address = parseDocumentName(name)
      if (address === null) return (raw, stream) => sockets.tie(raw, stream, turnAway("not-found"))
      const identity = await access.identifyRequest(context.req.raw)
      if (identity === null) return (raw, stream) => sockets.tie(raw, stream, turnAway("signed-out"))
      return (raw, stream) => sockets.tie(raw, stream, socket => openPlain(socket, address, identity, epoch))
    }),
    upgradeRequired,
  )
  app.use("/api/*", requestRate(clock, addressOf), ownOrigin(origin), neverStored)
  for (const door of [...doors, ...doorsOver(rooms)]) app.route("/", door)
  if (clientFolder !== null) app.route("/", builtClient(clientFolder))

  return {
    app,
    openSync,
    openPlain,
    rooms,
    readings: {
      documents: () => rooms.size,
      sockets: () => connections.size,
      waitingUpdates: () => commits.waiting,
    },
    async close() {
      await commits.settled()
      for (const connection of connections) connection.goAway()
      await commits.settled()
      await rooms.end()
    },
  }
}

/** The name of a room on the plain door: a document's, and `@n` where the client holds what it has of epoch n. */
function readRoomName(room: string): { readonly name: string; readonly epoch: number | null } {
  const found = /^(.*)@(\d{1,9})$/.exec(room)
  return found === null ? { name: room, epoch: null } : { name: found[1] ?? "", epoch: Number(found[2]) }
}

/** A browser cannot read why an upgrade failed, but it can read a close code. */
function turnAway(reason: CloseReason): (socket: Socket) => Connection {
  const { code, meaning } = CLOSE_REASONS[reason]
  return socket => {
    socket.close(code, meaning)
    return { receive() {}, closed() {}, goAway() {} }
  }
}

function upgradeRequired(): Response {
  return new Response("This address speaks WebSocket.\n", { status: 426, headers: { upgrade: "websocket" } })
}

import { cryptographicRandom, wallClock } from "../world.ts"
import { indexedDisk } from "./indexed-disk.ts"
import { fetchPass } from "./fetch-pass.ts"
import type { Connect, Locks, World } from "./world.ts"

/** The world of a worker, or of a page that does a worker's work. */
export function browserWorld(): World {
  // Absent where the browser keeps nothing for us, whatever its types say.
  const factory = (globalThis.indexedDB as IDBFactory | undefined) ?? null
  return {
    disk: factory && indexedDisk(factory),
    indexedDB: factory,
    connect,
    fetchPass: relay => fetchPass(relay, globalThis.fetch),
    clock: { now: wallClock },
    timers: {
      after(millis, run) {
        const timer = setTimeout(run, millis)
        return () => clearTimeout(timer)
      },
    },
    random: cryptographicRandom(),
    locks: browserLocks(),
    channels: {
      open(name, hear) {
        const channel = new BroadcastChannel(name)
        channel.addEventListener("message", event => hear(event.data))
        return { post: channel.postMessage.bind(channel), close: () => channel.close() }
      },
    },
    whenOnline: run => globalThis.addEventListener("online", run),
  }
}

const connect: Connect = (url, events) => {
  const socket = new WebSocket(url)
  socket.binaryType = "arraybuffer"
  socket.addEventListener("open", () => events.opened())
  socket.addEventListener("message", ({ data }) => {
    if (data instanceof ArrayBuffer) events.received(new Uint8Array(data))
  })
  socket.addEventListener("close", ({ code }) => events.closed(code))
  return {
    send(bytes) {
      if (socket.readyState === WebSocket.OPEN) socket.send(bytes as Uint8Array<ArrayBuffer>)
    },
    close: () => socket.close(),
  }
}

/** The Web Locks of this origin. A page without them (served over plain HTTP from another machine) is alone with itself. */
function browserLocks(): Locks {
  const locks = globalThis.navigator?.locks as LockManager | undefined
  if (locks === undefined) return aloneLocks
  return {
    request(name, held) {
      const abort = new AbortController()
      let release = () => {}
      const kept = new Promise<void>(resolve => (release = resolve))
      const hold = (): Promise<void> => {
        held()
        return kept
      }
      // Aborted while it waits: nobody wants it any more.
      locks.request(name, { signal: abort.signal }, hold).catch(() => undefined)
      return () => {
        abort.abort()
        release()
      }
    },
  }
}

/** Where nobody can be asked: the lock of a workspace is held at once, that of a tab never is free. */
const aloneLocks: Locks = {
  request(name, held) {
    if (!name.startsWith("weft-tab-")) queueMicrotask(held)
    return () => {}
  },
}

import type { Port } from "../messages.ts"
import { browserWorld } from "../worker/browser-world.ts"
import { FileHost } from "./file-host.ts"
import type { FromFileWorker, ToFileWorker } from "./file-messages.ts"

/** The files worker: shared by all tabs where the browser can, one per tab where it cannot. */
const { indexedDB, clock, timers, locks } = browserWorld()
const host = new FileHost({ indexedDB, clock, timers, locks, send: (path, init) => fetch(path, init) })

const scope = globalThis as unknown as SharedWorkerGlobalScope | DedicatedWorkerGlobalScope

if ("SharedWorkerGlobalScope" in globalThis) {
  scope.addEventListener("connect", event => {
    const [port] = (event as MessageEvent).ports
    if (port !== undefined) host.serve(portOver(port))
  })
} else {
  host.serve(portOver(scope as unknown as MessagePort))
}

function portOver(port: MessagePort): Port<FromFileWorker, ToFileWorker> {
  return {
    post: message => port.postMessage(message),
    listen(receive) {
      port.addEventListener("message", ({ data }) => receive(data as ToFileWorker))
      port.start?.()
    },
    close: () => port.close(),
  }
}

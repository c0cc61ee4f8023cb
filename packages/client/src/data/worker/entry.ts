import type { Port, ToTab, ToWorker } from "../messages.ts"
import { browserWorld } from "./browser-world.ts"
import { createDataHost } from "./data-host.ts"

/** The data worker: shared by all tabs where the browser can, one per tab where it cannot. */
const host = createDataHost(browserWorld())

const scope = globalThis as unknown as SharedWorkerGlobalScope | DedicatedWorkerGlobalScope

if ("SharedWorkerGlobalScope" in globalThis) {
  scope.addEventListener("connect", event => {
    const [port] = (event as MessageEvent).ports
    if (port !== undefined) host.serve(portOver(port))
  })
} else {
  host.serve(portOver(scope as unknown as MessagePort))
}

function portOver(port: MessagePort): Port<ToTab, ToWorker> {
  return {
    post: message => port.postMessage(message),
    listen(receive) {
      port.addEventListener("message", ({ data }) => receive(data as ToWorker))
      port.start?.()
    },
    close: () => port.close(),
  }
}

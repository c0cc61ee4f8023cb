import type { Port } from "../messages.ts"
import type { FromFileWorker, ToFileWorker } from "./file-messages.ts"

type FilePort = Port<ToFileWorker, FromFileWorker>

/** Opens the way to the files worker: one that all tabs share, else one of this tab's own. `failed` says that it did not load. */
export function openFileWorker(failed: () => void): FilePort {
  return sharedWorker(failed) ?? ownWorker(failed)
}

function sharedWorker(failed: () => void): FilePort | null {
  if (!("SharedWorker" in globalThis)) return null
  try {
    const worker = new SharedWorker(new URL("./file-entry.ts", import.meta.url), { type: "module", name: "weft-files" })
    worker.addEventListener("error", failed)
    const { port } = worker
    return {
      post: (message, transfer = []) => port.postMessage(message, transfer),
      listen(receive) {
        port.addEventListener("message", ({ data }) => receive(data as FromFileWorker))
        port.start()
      },
      close: () => port.close(),
    }
  } catch {
    return null
  }
}

function ownWorker(failed: () => void): FilePort {
  const worker = new Worker(new URL("./file-entry.ts", import.meta.url), { type: "module", name: "weft-files" })
  worker.addEventListener("error", failed)
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    listen: receive => worker.addEventListener("message", ({ data }) => receive(data as FromFileWorker)),
    close: () => worker.terminate(),
  }
}

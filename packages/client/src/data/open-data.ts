import { nameWithTime } from "./given-time.ts"
import type { Port, ToTab, ToWorker } from "./messages.ts"

/** Remembers for this tab that an address asked for `?inproc=1`: addresses change, where the core runs must not. */
const IN_PAGE = "weft.inproc"

/** Whether the data worker's core shall run in the page itself, for tests and debugging. */
function wantsInPage(): boolean {
  if (new URLSearchParams(location.search).has("inproc")) sessionStorage.setItem(IN_PAGE, "1")
  return sessionStorage.getItem(IN_PAGE) === "1"
}

/**
 * Opens the way to the data worker: one that all tabs share, else one for this tab alone, else the same core in the page.
 *
 * A lock that the tab holds while it lives tells the worker when the tab is gone without a word.
 */
export async function openData(): Promise<Port<ToWorker, ToTab>> {
  const port = wantsInPage() ? await inPage() : (sharedWorker() ?? dedicatedWorker() ?? (await inPage()))
  return announced(port)
}

function sharedWorker(): Port<ToWorker, ToTab> | null {
  if (!("SharedWorker" in globalThis)) return null
  try {
    const worker = new SharedWorker(new URL("./worker/entry.ts", import.meta.url), {
      type: "module",
      name: nameWithTime("weft-data"),
    })
    return portOver(worker.port)
  } catch {
    return null
  }
}

function dedicatedWorker(): Port<ToWorker, ToTab> | null {
  if (!("Worker" in globalThis)) return null
  try {
    const worker = new Worker(new URL("./worker/entry.ts", import.meta.url), {
      type: "module",
      name: nameWithTime("weft-data"),
    })
    return {
      post: (message, transfer = []) => worker.postMessage(message, transfer),
      listen: receive => worker.addEventListener("message", ({ data }) => receive(data as ToTab)),
      // It ends by itself once its database is in order, or with the page.
      close: () => {},
    }
  } catch {
    return null
  }
}

async function inPage(): Promise<Port<ToWorker, ToTab>> {
  const [{ createDataHost }, { browserWorld }] = await Promise.all([
    import("./worker/data-host.ts"),
    import("./worker/browser-world.ts"),
  ])
  const { port1, port2 } = new MessageChannel()
  createDataHost(browserWorld()).serve(portOver<ToTab, ToWorker>(port2))
  return portOver(port1)
}

function portOver<Out, In>(port: MessagePort): Port<Out, In> {
  return {
    post: (message, transfer = []) => port.postMessage(message, transfer),
    listen(receive) {
      port.addEventListener("message", ({ data }) => receive(data as In))
      port.start()
    },
    close: () => port.close(),
  }
}

/** A port that opens a workspace only once the tab holds its lock, and keeps what is posted meanwhile. */
function announced(port: Port<ToWorker, ToTab>): Port<ToWorker, ToTab> {
  const locks = globalThis.navigator.locks as LockManager | undefined
  if (locks === undefined) return port
  /** What is posted while a lock is being asked for; `null` while none is. */
  let waiting: (readonly [ToWorker, Transferable[] | undefined])[] | null = null
  const post = (message: ToWorker, transfer?: Transferable[]): void => {
    if (waiting !== null) waiting.push([message, transfer])
    else if (message.do === "open") void open(message)
    else port.post(message, transfer)
  }
  const open = async (message: Extract<ToWorker, { do: "open" }>): Promise<void> => {
    waiting = []
    port.post(await withLock(locks, message))
    const posted: typeof waiting = waiting
    waiting = null
    for (const [later, transfer] of posted) post(later, transfer)
  }
  return { ...port, post }
}

/** The message that opens a workspace, once the tab's lock is held; the browser frees it when the page is gone. */
function withLock(locks: LockManager, open: Extract<ToWorker, { do: "open" }>): Promise<ToWorker> {
  return new Promise(resolve => {
    const held = (lock: Lock | null): Promise<never> | void => {
      if (lock === null) return resolve(open)
      resolve({ ...open, locked: true })
      return new Promise<never>(() => {})
    }
    locks.request(`weft-tab-${open.tab}`, { ifAvailable: true }, held).catch(() => resolve(open))
  })
}

import { unreachable } from "@weft/model/base/assert"
import type { WorkspaceId } from "@weft/model/base/ids"
import { isRefusal } from "@weft/model/base/result"
import { FileDatabase } from "../files/file-database.ts"
import type { Port, ToTab, ToWorker } from "../messages.ts"
import { Catalogue } from "./catalogue.ts"
import type { Tab } from "./session-seats.ts"
import { descriptionsOn } from "./descriptions.ts"
import { Session } from "./session.ts"
import { databaseName } from "./session-seats.ts"
import { whenWrote } from "./when-wrote.ts"
import { whoWrote } from "./who-wrote.ts"
import type { World } from "./world.ts"

/** How long a workspace that no tab shows any more stays open, in milliseconds: a reload finds it warm. */
const LINGER_MILLIS = 20_000

/** The data worker as a value: tabs are added to it as ports, and everything else comes in as the world. */
export interface DataHost {
  /** Serves a tab until it says `bye`. */
  serve(port: Port<ToTab, ToWorker>): void
  /** Ends every session; what was written is put on disk first. */
  close(): Promise<void>
}

export function createDataHost(world: World): DataHost {
  const sessions = new Map<WorkspaceId, Promise<Session>>()
  const catalogue = new Catalogue(world.indexedDB)

  function sessionOf(workspace: WorkspaceId): Promise<Session> {
    const standing = sessions.get(workspace)
    if (standing !== undefined) return standing
    const opening = Session.open({
      workspace,
      world,
      learned: particulars => catalogue.note(workspace, particulars),
      forgotten: () => sessions.delete(workspace),
    })
    sessions.set(workspace, opening)
    return opening
  }

  async function forget(workspace: WorkspaceId): Promise<void> {
    const session = await sessions.get(workspace)
    sessions.delete(workspace)
    session?.forget()
    await world.disk?.remove(databaseName(workspace))
    await catalogue.remove(workspace)
    await new FileDatabase(world.indexedDB).forget(workspace)
  }

  function closeIfUnused(workspace: WorkspaceId, session: Session): void {
    world.timers.after(LINGER_MILLIS, () => {
      if (session.tabs > 0 || !sessions.has(workspace)) return
      sessions.delete(workspace)
      void session.close()
    })
  }

  return {
    serve(port) {
      const office: Office = { catalogue, sessionOf, forget, closeIfUnused, world }
      const counter = new Counter(port, office)
      port.listen(message => counter.receive(message))
    },
    async close() {
      for (const opening of sessions.values()) await (await opening).close()
      sessions.clear()
    },
  }
}

/** What the host does for a tab that is not about one workspace. */
interface Office {
  readonly catalogue: Catalogue
  readonly world: World
  readonly sessionOf: (workspace: WorkspaceId) => Promise<Session>
  readonly forget: (workspace: WorkspaceId) => Promise<void>
  readonly closeIfUnused: (workspace: WorkspaceId, session: Session) => void
}

interface Open {
  readonly workspace: WorkspaceId
  readonly session: Session
  readonly tab: Tab
  /** Lets go of the lock by which the end of the tab is noticed. */
  readonly release: () => void
}

/** Where one tab is served: its messages are taken in order, those that come while a workspace opens wait. */
class Counter {
  readonly #port: Port<ToTab, ToWorker>
  readonly #office: Office
  #waiting: ToWorker[] | null = null
  #open: Open | null = null

  constructor(port: Port<ToTab, ToWorker>, office: Office) {
    this.#port = port
    this.#office = office
  }

  receive(message: ToWorker): void {
    if (this.#waiting !== null) return void this.#waiting.push(message)
    if (message.do === "open") return void this.#openWorkspace(message)
    if (message.do === "bye") return this.#leave()
    if ("request" in message) return void this.#answer(message)
    if (this.#open !== null) handle(message, this.#open)
  }

  async #openWorkspace({ workspace, relay, tab: id, locked }: Extract<ToWorker, { do: "open" }>): Promise<void> {
    const { catalogue, sessionOf, world } = this.#office
    this.#leave()
    this.#waiting = []
    const session = await sessionOf(workspace)
    const tab: Tab = { id, post: message => this.#port.post(message) }
    const release = locked === true ? world.locks.request(tabLock(id), () => this.#leave()) : () => {}
    this.#open = { workspace, session, tab, release }
    session.attach(tab, relay)
    catalogue.note(workspace, { openedAt: world.clock.now() })
    const waiting = this.#waiting
    this.#waiting = null
    for (const message of waiting) this.receive(message)
  }

  #leave(): void {
    if (this.#open === null) return
    const { workspace, session, tab, release } = this.#open
    this.#open = null
    release()
    session.detach(tab)
    this.#office.closeIfUnused(workspace, session)
  }

  async #answer(message: Extract<ToWorker, { request: number }>): Promise<void> {
    const { request } = message
    try {
      const value = await this.#answerTo(message)
      if (isRefusal(value)) {
        const detail = JSON.stringify(value.detail)
        return this.#port.post({ tell: "refused", request, reason: value.reason, detail })
      }
      this.#port.post({ tell: "answer", request, value })
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      this.#port.post({ tell: "refused", request, reason: "failed", detail })
    }
  }

  async #answerTo(message: Extract<ToWorker, { request: number }>): Promise<unknown> {
    switch (message.do) {
      case "list-workspaces":
        return this.#office.catalogue.list()
      case "forget":
        if (this.#open?.workspace === message.workspace) this.#leave()
        await this.#office.forget(message.workspace)
        return null
      case "export-set-aside":
        return this.#session.setAsideFile()
      case "list-refused":
        return this.#session.refusedWork()
      case "list-waiting":
        return this.#session.waiting()
      case "who-wrote":
        return whoWrote(await this.#session.documentAt(message.path), message.kind, message.id, message.fields)
      case "when-wrote":
        return whenWrote(await this.#session.documentAt(message.path), message.kind, message.ids)
      case "let-go-refused":
        this.#session.letGoRefused()
        return null
      case "when-safe":
        return this.#session.whenSafe(message.path)
      case "export":
        return this.#session.exportFile()
      case "descriptions":
        return descriptionsOn(this.#session, message.space)
      case "search-texts":
        return this.#session.texts.search(message.query)
      case "commented-items": {
        const begin = `comments/${message.space}/`
        return this.#session.known(begin).map(path => path.slice(begin.length))
      }
      case "merge-file":
        return this.#session.mergeFile(message.text)
      default:
        return unreachable(message)
    }
  }

  get #session(): Session {
    if (this.#open === null) throw new Error("no workspace is open")
    return this.#open.session
  }
}

/** The lock that a tab holds for as long as it lives. */
function tabLock(tab: string): string {
  return `weft-tab-${tab}`
}

type AboutWorkspace = Exclude<ToWorker, { do: "open" } | { do: "bye" } | { request: number }>

function handle(message: AboutWorkspace, { session, tab }: Open): void {
  switch (message.do) {
    case "watch":
      return void session.watch(tab, message.paths)
    case "unwatch":
      return session.unwatch(tab, message.paths)
    case "write":
      return session.write(tab, message.action, message.changes, message.me)
    case "undo":
      return session.undo(tab, message.action, message.entry, message.me)
    case "member":
      return session.member(message.me)
    case "share":
      return session.share(message.relay)
    case "signed-in":
      return session.signedIn(message.setsAside ?? false)
    case "present":
      return session.present(tab, message.path, message.state)
    case "open-text":
      return void session.openText(tab, message.path)
    case "update-text":
      return session.updateText(tab, message.path, message.update, message.edition)
    case "close-text":
      return session.closeText(tab, message.path)
    default:
      return unreachable(message)
  }
}

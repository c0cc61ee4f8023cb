import type { DocumentPath } from "@weft/model/schema/change"
import { MAX_PRESENCE_BYTES } from "@weft/model/wire/limits"

/** What somebody does on a document, or `null` when they left it. */
export interface PresenceNews {
  readonly path: DocumentPath
  readonly peer: string
  readonly state: unknown
}

const encoder = new TextEncoder()

/**
 * Who shows what on which document. The tabs of this device share one connection, so what goes to the relay is a list of
 * all their states; what comes from there is taken apart again, so that every tab anywhere is a peer of its own.
 */
export class PresenceBoard {
  /** The tabs of this device, the latest last. */
  readonly #tabs = new Map<DocumentPath, Map<string, unknown>>()
  /** Peers of other devices, by the session of their connection. */
  readonly #sessions = new Map<DocumentPath, Map<string, Map<string, unknown>>>()

  /** Notes what a tab of this device shows. */
  show(path: DocumentPath, tab: string, state: unknown): void {
    const tabs = this.#tabs.get(path) ?? new Map<string, unknown>()
    tabs.delete(tab)
    if (state !== null) tabs.set(tab, state)
    if (tabs.size === 0) this.#tabs.delete(path)
    else this.#tabs.set(path, tabs)
  }

  /** The documents on which a tab shows something. */
  shownBy(tab: string): DocumentPath[] {
    return [...this.#tabs].filter(([, tabs]) => tabs.has(tab)).map(([path]) => path)
  }

  get shown(): Iterable<DocumentPath> {
    return this.#tabs.keys()
  }

  /** What each tab of this device shows. */
  *shownStates(): Generator<{ path: DocumentPath; tab: string; state: unknown }> {
    for (const [path, tabs] of this.#tabs) for (const [tab, state] of tabs) yield { path, tab, state }
  }

  /** What was heard from each peer's connection, as it was heard. */
  *heardTexts(): Generator<{ path: DocumentPath; session: string; text: string }> {
    for (const [path, sessions] of this.#sessions)
      for (const [session, tabs] of sessions) yield { path, session, text: JSON.stringify([...tabs]) }
  }

  /** What the relay is told of this device: as many tabs as it takes, the latest first; empty for none. */
  summary(path: DocumentPath): string {
    let text = ""
    const listed: [string, unknown][] = []
    for (const [tab, state] of [...(this.#tabs.get(path) ?? [])].reverse()) {
      const longer = JSON.stringify([...listed, [tab, state]])
      if (encoder.encode(longer).length > MAX_PRESENCE_BYTES) continue
      listed.push([tab, state])
      text = longer
    }
    return text
  }

  /** Takes in what a peer's connection shows, which may be anything, and returns what is new in it. */
  heard(path: DocumentPath, session: string, text: string): PresenceNews[] {
    const sessions = this.#sessions.get(path) ?? new Map<string, Map<string, unknown>>()
    this.#sessions.set(path, sessions)
    const before = sessions.get(session) ?? new Map<string, unknown>()
    const now = readSummary(text)
    if (now.size === 0) sessions.delete(session)
    else sessions.set(session, now)
    const gone = [...before.keys()].filter(tab => !now.has(tab)).map(tab => [tab, null] as const)
    return [...gone, ...now].map(([tab, state]) => ({ path, peer: `${session}.${tab}`, state }))
  }

  /** Forgets all peers of other devices: they are out of sight. */
  lost(): PresenceNews[] {
    const news = [...this.#others()].map(peer => ({ ...peer, state: null }))
    this.#sessions.clear()
    return news
  }

  /** Everybody on a document but for one tab. */
  seenFrom(path: DocumentPath, tab: string): PresenceNews[] {
    const here = [...(this.#tabs.get(path) ?? [])].filter(([other]) => other !== tab)
    return [
      ...here.map(([peer, state]) => ({ path, peer, state })),
      ...[...this.#others()].filter(news => news.path === path),
    ]
  }

  *#others(): Generator<PresenceNews> {
    for (const [path, sessions] of this.#sessions)
      for (const [session, tabs] of sessions)
        for (const [tab, state] of tabs) yield { path, peer: `${session}.${tab}`, state }
  }
}

function readSummary(text: string): Map<string, unknown> {
  const states = new Map<string, unknown>()
  if (text === "") return states
  try {
    const said: unknown = JSON.parse(text)
    if (!Array.isArray(said)) return states
    for (const entry of said as unknown[])
      if (Array.isArray(entry) && typeof entry[0] === "string" && entry[1] !== null) states.set(entry[0], entry[1])
  } catch {
    // Not ours; whoever it is shows nothing that we can read.
  }
  return states
}

import type { Hono } from "hono"
import type { Access } from "./access/access.ts"
import { filesDoor } from "./api/files.ts"
import { historyDoor } from "./api/history.ts"
import { liveLinksDoor, standingLinks } from "./api/live-links.ts"
import { liveDoor } from "./api/live.ts"
import type { Rights } from "./compose-access.ts"
import type { AskWho } from "./api/as-person.ts"
import type { FileStore } from "./files/file-store.ts"
import { LiveBoards } from "./portal/live-boards.ts"
import type { Clock, Timers } from "./ports.ts"
import type { Rooms } from "./rooms/rooms.ts"
import type { LogStore } from "./store/log-store.ts"

export interface DocumentDoorsOptions {
  readonly access: Access
  readonly store: LogStore
  readonly files: FileStore
  readonly clock: Clock
  readonly timers: Timers
  /** Null where nobody is asked who they are: then there is nobody who could make a live link. */
  readonly rights: Rights | null
  readonly who: AskWho | null
  readonly origin: string | null
}

/** The doors to what documents hold beside the documents: their history, files, and boards shown to outsiders. */
export function documentDoors(options: DocumentDoorsOptions): (rooms: Rooms) => readonly Hono[] {
  const { access, store, files, clock, timers, rights, who, origin } = options
  const always = [historyDoor({ store, access }), filesDoor({ files, access })]
  return rooms => {
    if (rights === null || who === null) return always
    const { world } = rights
    const boards = new LiveBoards({ rooms, clock, timers })
    const links = standingLinks(world)
    return [
      ...always,
      liveLinksDoor({ world, who, origin }),
      liveDoor({ links, boards, timers, now: () => clock.now() }),
    ]
  }
}

import type { DocumentPath } from "@weft/model/schema/change"
import type { WrittenBeside } from "@weft/model/replica/document-replica"
import type { SyncReport } from "../messages.ts"
import type { Rights } from "../rights.ts"
import type { SetAside } from "./disk.ts"
import type { Level } from "./documents.ts"
import type { Channel, Channels } from "./world.ts"

/**
 * What workers of one workspace on one device say to each other. One of them leads: it writes the database and holds the
 * socket. All updates go over the channel, so every worker has them.
 */
type Said =
  /** I lead from now on. Everybody answers with what they watch, and meets me on each document that they have open. */
  | { readonly say: "leading" }
  | { readonly say: "watching"; readonly paths: readonly DocumentPath[] }
  /** What I hold of a document; whoever leads answers with what I lack and what they hold. */
  | {
      readonly say: "meet"
      readonly path: DocumentPath
      readonly stateVector: Uint8Array
      readonly edition: number
    }
  | {
      readonly say: "met"
      readonly to: string
      readonly path: DocumentPath
      readonly bytes: Uint8Array
      readonly stateVector: Uint8Array
      readonly edition: number
    }
  /**
   * A document has begun anew, and this is on disk: whatever somebody holds of an edition before must not meet it.
   * Updates and meetings say of which edition they are, and those of another are not taken in.
   */
  | { readonly say: "anew"; readonly path: DocumentPath; readonly bytes: Uint8Array; readonly level: Level }
  /** A document has left this device, since it may not be read any more. */
  | { readonly say: "withdrawn"; readonly path: DocumentPath }
  | { readonly say: "rights"; readonly rights: Rights }
  /** Something was set aside; whoever leads stores it. */
  | { readonly say: "set-aside"; readonly aside: SetAside }
  /** What was set aside has been let go by its person. */
  | { readonly say: "let-go"; readonly gone: readonly SetAside[] }
  | { readonly say: "signed-in"; readonly setsAside: boolean }
  /** Asks whoever leads to tell when everything said so far is on the relay's disk. */
  | { readonly say: "when-safe"; readonly path: DocumentPath | null; readonly ask: number }
  | { readonly say: "safe"; readonly to: string; readonly ask: number; readonly refusal: string | null }
  /** An update. With a number it waits to be stored by whoever leads; `replica` wrote it. */
  | {
      readonly say: "update"
      readonly path: DocumentPath
      readonly bytes: Uint8Array
      readonly beside: WrittenBeside | undefined
      readonly edition: number
      readonly number: number | null
      readonly replica: string
    }
  /** These updates of yours are on disk. */
  | { readonly say: "stored"; readonly to: string; readonly numbers: readonly number[] }
  | { readonly say: "report"; readonly report: SyncReport }
  | { readonly say: "share"; readonly relay: string }
  | { readonly say: "present"; readonly path: DocumentPath; readonly tab: string; readonly state: unknown }
  | { readonly say: "peer"; readonly path: DocumentPath; readonly session: string; readonly text: string }
  | { readonly say: "lost-peers" }
  | { readonly say: "bye" }
  /** The workspace is being removed from this device. */
  | { readonly say: "forgotten" }

export type Heard = Said & { readonly from: string }

/** The other workers that have the same workspace open on this device. */
export class Companions {
  readonly #channel: Channel
  readonly #self: string
  /** What the others watch, by worker. */
  readonly #watching = new Map<string, readonly DocumentPath[]>()

  /** @param self a name that no other worker has */
  constructor(channels: Channels, name: string, self: string, hear: (heard: Heard) => void) {
    this.#self = self
    this.#channel = channels.open(name, message => {
      const heard = message as Heard
      if ("to" in heard && heard.to !== self) return
      if (heard.say === "watching") this.#watching.set(heard.from, heard.paths)
      if (heard.say === "bye") this.#watching.delete(heard.from)
      hear(heard)
    })
  }

  get watched(): Iterable<DocumentPath> {
    return [...this.#watching.values()].flat()
  }

  say(said: Said): void {
    this.#channel.post({ ...said, from: this.#self })
  }

  close(): void {
    this.say({ say: "bye" })
    this.#channel.close()
  }
}

import type { DocumentPath } from "@weft/model/schema/change"
import type { ToWorker } from "./messages.ts"

/** A text that is open in this tab. */
export interface OpenText {
  /** Tells what was typed here, under the edition of the text that it was typed in. */
  readonly update: (bytes: Uint8Array, edition: number) => void
  readonly close: () => void
}

/** Who hears of an open text: whole, when it is opened and when it begins anew, and then what others write. */
export interface TextListener {
  readonly whole: (state: Uint8Array, edition: number) => void
  readonly update: (bytes: Uint8Array) => void
}

/** The texts that are open in this tab, each by as many parts of the screen as want it: to the data worker they are one. */
export class OpenTexts {
  readonly #post: (message: ToWorker) => void
  /** By text: who hears of it, and which edition each of them has; nothing until it has come. */
  readonly #listeners = new Map<DocumentPath, Map<TextListener, number | null>>()

  constructor(post: (message: ToWorker) => void) {
    this.#post = post
  }

  open(path: DocumentPath, listener: TextListener): OpenText {
    const listeners = this.#listeners.get(path) ?? new Map<TextListener, number | null>()
    this.#listeners.set(path, listeners.set(listener, null))
    this.#post({ do: "open-text", path })
    return {
      update: (bytes, edition) => {
        this.#post({ do: "update-text", path, update: bytes, edition })
        for (const [other, held] of listeners) if (other !== listener && held === edition) other.update(bytes)
      },
      close: () => {
        if (!listeners.delete(listener) || listeners.size > 0) return
        this.#listeners.delete(path)
        this.#post({ do: "close-text", path })
      },
    }
  }

  /**
   * A text has come whole. It is for whoever waits for it; where nobody does, or it has begun anew, everybody's is another
   * now. Who has it already goes on in what they have, with what was typed there since.
   */
  whole(path: DocumentPath, state: Uint8Array, edition: number): void {
    const listeners = this.#listeners.get(path)
    if (listeners === undefined) return
    const waiting = [...listeners.values()].includes(null)
    for (const [listener, held] of [...listeners]) {
      if (waiting && held === edition) continue
      listeners.set(listener, edition)
      listener.whole(state, edition)
    }
  }

  /** Others have written. */
  update(path: DocumentPath, bytes: Uint8Array): void {
    for (const [listener, held] of this.#listeners.get(path) ?? []) if (held !== null) listener.update(bytes)
  }
}

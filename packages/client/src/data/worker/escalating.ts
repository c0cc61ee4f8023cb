import type { SpaceId } from "@weft/model/base/ids"
import type { SpaceLadders } from "@weft/model/replica/space-ladders"
import type { WorkspaceReplica } from "@weft/model/replica/workspace-replica"
import type { Change, DocumentPath } from "@weft/model/schema/change"
import type { RowPatch } from "@weft/model/schema/patch"
import type { Documents } from "./documents.ts"
import type { World } from "./world.ts"

/** How long what happens in a space is gathered before its ladders are looked at, in milliseconds. */
const GATHER_MILLIS = 1_000

/** How many steps are done at once; the rest follows right after. */
const MOST_STEPS = 20

/** The longest that a timer takes, in milliseconds. */
const LONGEST_MILLIS = 2 ** 31 - 1

export interface EscalatingOptions {
  readonly replica: WorkspaceReplica
  readonly documents: Documents
  readonly world: World
  /** Whether it is this worker that does them: no relay does, and no other worker of this device. */
  readonly isOurs: () => boolean
  readonly mayWrite: (path: DocumentPath) => boolean
  /** Does something with documents once they are open. */
  readonly inOrder: (paths: readonly DocumentPath[], run: () => void) => void
  /** Writes for whoever works here, and tells what stands then. */
  readonly write: (changes: readonly Change[]) => void
}

interface Kept {
  ladders: SpaceLadders | null
  cancel: () => void
}

/**
 * Does what escalation ladders say where there is no relay to do it: in every space whose set-up is open here and promises
 * something. Two devices that do so are told apart by nobody, and do each step once.
 */
export class Escalating {
  readonly #options: EscalatingOptions
  readonly #spaces = new Map<SpaceId, Kept>()
  #wasOurs = false

  constructor(options: EscalatingOptions) {
    this.#options = options
  }

  /** Rows of a document changed, or it was opened (`patches` is null then). */
  changed(path: DocumentPath, patches: readonly RowPatch[] | null): void {
    const [kind, space] = path.split("/") as [string, SpaceId]
    if (kind !== "setup" && kind !== "space") return
    const known = this.#spaces.get(space)
    if (known !== undefined) {
      if (patches !== null) known.ladders?.follow(patches, this.#options.world.clock.now())
      return this.#after(space, known, GATHER_MILLIS)
    }
    if (kind !== "setup" || !this.#options.isOurs() || !this.#promises(path)) return
    const kept = { ladders: null, cancel: () => {} }
    this.#spaces.set(space, kept)
    this.#after(space, kept, GATHER_MILLIS)
  }

  /** It may have become this worker's turn. */
  look(): void {
    const wasOurs = this.#wasOurs
    this.#wasOurs = this.#options.isOurs()
    if (wasOurs || !this.#wasOurs) return
    for (const path of this.#options.documents.open) if (path.startsWith("setup/")) this.changed(path, null)
  }

  #promises(path: DocumentPath): boolean {
    const { documents } = this.#options
    return documents.isOpen(path) && documents.get(path).rows("policyVersions").size > 0
  }

  #after(space: SpaceId, kept: Kept, millis: number): void {
    kept.cancel()
    kept.cancel = this.#options.world.timers.after(Math.min(millis, LONGEST_MILLIS), () => void this.#do(space, kept))
  }

  async #do(space: SpaceId, kept: Kept): Promise<void> {
    const { isOurs, mayWrite, replica, inOrder, world } = this.#options
    if (!isOurs() || !mayWrite(`space/${space}`)) return
    // It comes where a space promises something, and not before.
    const { SpaceLadders } = await import("@weft/model/replica/space-ladders")
    inOrder([`setup/${space}`, `space/${space}`], () => {
      kept.ladders ??= new SpaceLadders(replica, space, world.clock.now())
      const steps = kept.ladders.take(world.clock.now(), MOST_STEPS)
      const notes = new Set(steps.map(({ ticket }) => `comments/${space}/${ticket}` as const))
      inOrder([...notes], () => {
        for (const step of steps) {
          const acting = { now: world.clock.now(), random: world.random }
          const changes = kept.ladders?.changesOf(step, acting) ?? []
          if (changes.length > 0) this.#options.write(changes)
        }
        const next = kept.ladders?.nextChange ?? null
        if (next !== null) this.#after(space, kept, Math.max(GATHER_MILLIS, next - world.clock.now()))
      })
    })
  }
}

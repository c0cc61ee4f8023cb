import type { SpaceId } from "@weft/model/base/ids"
import type { UndoEntry } from "./messages.ts"

/** One step that this tab did: what it was, in words, and how to take it back. */
export interface UndoStep {
  readonly space: SpaceId
  readonly says: string
  readonly entry: UndoEntry
}

interface Stacks {
  readonly done: UndoStep[]
  readonly undone: UndoStep[]
}

const MOST_STEPS = 200

/** Steps above this size stay in memory only: the tab's storage holds few megabytes, and an import would fill it. */
const MOST_STORED_CHARACTERS = 32 * 1024

/** All stored steps together: a tab's storage holds five megabytes, which other parts of the tab use too. */
const MOST_STORED_IN_ALL = 1024 * 1024

/** What this tab did and took back, over all spaces, the last 200 steps; it survives a reload of the tab. */
export class UndoStack {
  readonly #storage: Pick<Storage, "getItem" | "setItem" | "removeItem">
  readonly #key: string
  readonly #stacks: Stacks

  constructor(storage: Pick<Storage, "getItem" | "setItem" | "removeItem">, workspace: string) {
    this.#storage = storage
    this.#key = `weft-undo-${workspace}`
    this.#stacks = read(storage.getItem(this.#key))
  }

  get canUndo(): boolean {
    return this.#stacks.done.length > 0
  }

  get canRedo(): boolean {
    return this.#stacks.undone.length > 0
  }

  /** A new step; what was taken back before it cannot come again. */
  did(step: UndoStep): void {
    this.#stacks.undone.length = 0
    this.#push(this.#stacks.done, step)
  }

  takeUndo(): UndoStep | undefined {
    const step = this.#stacks.done.pop()
    this.#store()
    return step
  }

  takeRedo(): UndoStep | undefined {
    const step = this.#stacks.undone.pop()
    this.#store()
    return step
  }

  undid(step: UndoStep): void {
    this.#push(this.#stacks.undone, step)
  }

  redid(step: UndoStep): void {
    this.#push(this.#stacks.done, step)
  }

  #push(stack: UndoStep[], step: UndoStep): void {
    stack.push(step)
    if (stack.length > MOST_STEPS) stack.shift()
    this.#store()
  }

  #store(): void {
    const stored: Stacks = { done: latest(this.#stacks.done), undone: latest(this.#stacks.undone) }
    try {
      this.#storage.setItem(this.#key, JSON.stringify(stored))
    } catch {
      // The tab's storage is full or forbidden: the steps stay in memory, which is all that a reload would cost.
      this.#storage.removeItem(this.#key)
    }
  }
}

/** The latest steps that are small enough to be stored, as many as there is room for. */
function latest(steps: readonly UndoStep[]): UndoStep[] {
  const kept: UndoStep[] = []
  let room = MOST_STORED_IN_ALL / 2
  for (const step of steps.toReversed()) {
    const { length } = JSON.stringify(step)
    if (length > MOST_STORED_CHARACTERS) continue
    room -= length
    if (room < 0) break
    kept.push(step)
  }
  return kept.reverse()
}

function read(stored: string | null): Stacks {
  if (stored === null) return { done: [], undone: [] }
  try {
    const value = JSON.parse(stored) as Partial<Stacks>
    return { done: steps(value.done), undone: steps(value.undone) }
  } catch {
    return { done: [], undone: [] }
  }
}

function steps(value: unknown): UndoStep[] {
  if (!Array.isArray(value)) return []
  return value.filter((step): step is UndoStep => {
    const candidate = step as Partial<UndoStep> | null
    return typeof candidate?.says === "string" && Array.isArray(candidate.entry?.inverses)
  })
}

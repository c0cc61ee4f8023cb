import type { KindName, Rows } from "@weft/model/schema/kinds"
import { GroupedView, type GroupedViewOptions } from "@weft/model/query/grouped-view"
import { createSignal, type Signal } from "solid-js"
import type { LiveTables } from "./tables.ts"

/**
 * Rows of a kind in groups, for the screen: each group is followed by itself, so a card that moves wakes the column that
 * it left and the one that it entered, and nobody else.
 */
export class LiveGroups<K extends KindName> {
  readonly #live: LiveTables
  readonly #kind: K
  readonly #signals = new Map<string, Signal<readonly Rows[K][]>>()
  readonly #stop: () => void
  #view: GroupedView<Rows[K]>

  constructor(live: LiveTables, kind: K, options: GroupedViewOptions<Rows[K]>) {
    this.#live = live
    this.#kind = kind
    this.#view = new GroupedView(options, live.plain[kind].values() as Iterable<Rows[K]>)
    this.#stop = live.observe(kind, changed => {
      const touched = this.#view.change(changed as ReadonlyMap<string, Rows[K] | undefined>)
      for (const group of touched) this.#signals.get(group)?.[1](() => this.#view.rows(group))
    })
  }

  /** The rows of a group, in order; followed until they come, go or change places. */
  rows(group: string): readonly Rows[K][] {
    const signal = this.#signals.get(group) ?? createSignal(this.#view.rows(group))
    this.#signals.set(group, signal)
    return signal[0]()
  }

  /** Groups anew: the meaning of the groups or the order has changed. Call inside `batch`. */
  regroup(options: GroupedViewOptions<Rows[K]>): void {
    this.#view = new GroupedView(options, this.#live.plain[this.#kind].values() as Iterable<Rows[K]>)
    for (const [group, [, set]] of this.#signals) set(() => this.#view.rows(group))
  }

  dispose(): void {
    this.#stop()
  }
}

import { createSignal, getListener, type Signal } from "solid-js"

/**
 * One row for the screen: plain values for whoever only looks, a signal per field for whoever renders it. A signal is made
 * when a field is first read by something that follows it, so 10,000 rows cost next to nothing until they are shown.
 */
export class LiveRow<R extends { readonly id: string }> {
  #values: R
  readonly #signals: { [K in keyof R]?: Signal<unknown> } = {}

  constructor(values: R) {
    this.#values = values
  }

  /** The values as they are now, followed by nobody. */
  get plain(): R {
    return this.#values
  }

  /** One field; read inside a computation, it is followed. */
  read<K extends keyof R>(field: K): R[K] {
    if (getListener() === null) return this.#values[field]
    const [value] = (this.#signals[field] ??= createSignal<unknown>(this.#values[field]))
    return value() as R[K]
  }

  /** Takes over new values; who follows a field that changed is told. Call inside `batch`. */
  replace(values: R): void {
    this.#values = values
    for (const field in this.#signals) this.#signals[field]?.[1](() => values[field])
  }
}

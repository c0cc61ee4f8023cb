import type { Action } from "@weft/model/actions/define"

/** An action with its arguments, ready to be tried. */
export interface Deed {
  readonly run: <R>(attempt: <Args>(action: Action<Args>, args: Args) => R) => R
}

/** A deed of an action with its arguments. */
export function deed<Args>(action: Action<Args>, args: NoInfer<Args>): Deed {
  return { run: attempt => attempt(action, args) }
}

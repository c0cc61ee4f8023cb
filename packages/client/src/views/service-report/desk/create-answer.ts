import { createEffect, createSignal, on, type Accessor } from "solid-js"

/** The answer to a question that changes as the screen does. It holds up no part of the screen while it is waited for. */
export interface Answer<Value> {
  /** The answer to the question as it is now; nothing until it is there. Followed. */
  readonly now: Accessor<Value | undefined>
  /** The same, or the answer to the question before it. Followed. */
  readonly latest: Accessor<Value | undefined>
}

/** Asks whenever the question is another; `null` is none. An answer of `null` is passed over, and so is a failure. */
export function createAnswer<Question extends object, Value>(
  question: Accessor<Question | null>,
  ask: (question: Question) => Promise<Value | null>,
): Answer<Value> {
  const [told, setTold] = createSignal<{ readonly of: Question; readonly value: Value }>()
  createEffect(
    on(question, asked => {
      if (asked === null) return
      const tell = (value: Value | null) => {
        if (value !== null && question() === asked) setTold({ of: asked, value })
      }
      ask(asked).then(tell, () => tell(null))
    }),
  )
  return {
    now: () => (told()?.of === question() ? told()?.value : undefined),
    latest: () => told()?.value,
  }
}

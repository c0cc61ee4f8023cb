import { createEffect, createSignal, on, splitProps, type JSX } from "solid-js"
import "./growing-text.css"

export type GrowingTextProps = Omit<
  JSX.TextareaHTMLAttributes<HTMLTextAreaElement>,
  "value" | "onInput" | "class" | "ref" | "rows"
> & {
  readonly label: string
  readonly value: string
  readonly onValue: (value: string) => void
  readonly class?: string
  readonly ref?: (area: HTMLTextAreaElement) => void
}

/** A text of several lines that is as high as what it says; a twin behind it gives the height, without a measurement. */
export function GrowingText(props: GrowingTextProps): JSX.Element {
  const [own, native] = splitProps(props, ["label", "value", "onValue", "class", "ref"])
  const [shown, setShown] = createSignal("")
  createEffect(
    on(
      () => own.value,
      value => setShown(value),
    ),
  )
  return (
    <div class={`growing-text ${own.class ?? ""}`} data-text={`${shown()}\n`}>
      <textarea
        {...native}
        ref={area => own.ref?.(area)}
        rows={1}
        aria-label={own.label}
        value={own.value}
        onInput={event => {
          setShown(event.currentTarget.value)
          own.onValue(event.currentTarget.value)
        }}
      />
    </div>
  )
}

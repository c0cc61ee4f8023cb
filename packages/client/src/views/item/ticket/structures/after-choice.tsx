import type { JSX } from "solid-js"
import { structureWords } from "../../../../text/ticket-structures.ts"
import { Field, Select } from "../../../../ui/field.tsx"

/** What becomes of a ticket that goes on as something else. */
export function AfterChoice(props: {
  readonly staysOpen: boolean
  /** Says what it waits for where it stays open. */
  readonly waits: string
  readonly onStaysOpen: (staysOpen: boolean) => void
}): JSX.Element {
  const words = () => structureWords().promote
  return (
    <Field label={words().after}>
      {attributes => (
        <Select
          attributes={attributes}
          value={props.staysOpen ? "open" : "ends"}
          options={[
            { value: "ends", label: words().ends },
            { value: "open", label: props.waits },
          ]}
          onValue={value => props.onStaysOpen(value === "open")}
        />
      )}
    </Field>
  )
}

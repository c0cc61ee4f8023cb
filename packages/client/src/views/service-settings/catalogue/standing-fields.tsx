import type { PatchService } from "@weft/model/actions/catalogue"
import { CATALOGUE_STANDINGS, type CatalogueStanding, type Service } from "@weft/model/schema/catalogue"
import { dayOf } from "@weft/model/time/moment"
import type { JSX } from "solid-js"
import { catalogueWords } from "../../../text/catalogue.ts"
import { Field, Select, TextInput, type FieldAttributes } from "../../../ui/field.tsx"

/** Whether something of the catalogue can be had, as a person says so. */
export function StandingSelect(props: {
  /** Of the field that it stands in, where it stands in one. */
  readonly attributes?: FieldAttributes
  readonly standing: CatalogueStanding
  readonly onStanding: (standing: CatalogueStanding) => void
}): JSX.Element {
  const words = () => catalogueWords().settings
  return (
    <Select
      {...(props.attributes === undefined ? { label: words().standing } : { attributes: props.attributes })}
      value={props.standing}
      options={CATALOGUE_STANDINGS.map(value => ({ value, label: words().standings[value] }))}
      onValue={props.onStanding}
    />
  )
}

type DaysPatch = Pick<PatchService["fields"], "publishOn" | "retireOn">

/** The days on which something comes and goes by itself. */
export function Days(props: {
  readonly row: Pick<Service, "publishOn" | "retireOn">
  readonly onDays: (days: DaysPatch) => void
}): JSX.Element {
  const words = () => catalogueWords().settings
  const day = (name: keyof DaysPatch, label: string) => (
    <Field label={label}>
      {attributes => (
        <TextInput
          {...attributes}
          type="date"
          value={props.row[name] === null ? "" : dayOf(props.row[name]!)}
          onValue={() => undefined}
          onChange={event =>
            props.onDays({ [name]: event.currentTarget.value === "" ? null : event.currentTarget.value })
          }
        />
      )}
    </Field>
  )
  return (
    <>
      {day("publishOn", words().publishOn)}
      {day("retireOn", words().retireOn)}
    </>
  )
}

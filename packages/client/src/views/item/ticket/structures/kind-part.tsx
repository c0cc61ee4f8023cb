import { patchItems, type ItemPatch } from "@weft/model/actions/item"
import { LEVELS, type Level } from "@weft/model/schema/item"
import type { TicketKind } from "@weft/model/schema/workflow"
import { createUniqueId, Match, Switch, type JSX } from "solid-js"
import { LongText } from "../../../../parts/long-text.tsx"
import { itemPanel } from "../../../../text/item-panel.ts"
import { structureWords } from "../../../../text/ticket-structures.ts"
import { Checkbox } from "../../../../ui/checkbox.tsx"
import { Field, Select } from "../../../../ui/field.tsx"
import { useItem } from "../../item-context.ts"

const NONE = "none"

/** What only a problem or only a change has. */
export function KindPart(props: { readonly kind: TicketKind | null }): JSX.Element {
  return (
    <Switch>
      <Match when={props.kind === "problem"}>
        <ProblemPart />
      </Match>
      <Match when={props.kind === "change"}>
        <ChangePart />
      </Match>
    </Switch>
  )
}

/** How a field of the open ticket is written, each as one step named by what it is called. */
function useWrite(): (name: string, fields: ItemPatch) => void {
  const { id, act, key } = useItem()
  return (name, fields) => void act(patchItems, { items: [id], fields }, structureWords().step.field(name, key()))
}

function ProblemPart(): JSX.Element {
  const { row } = useItem()
  const write = useWrite()
  const words = () => structureWords().problem
  return (
    <Section name={words().name}>
      <Checkbox checked={row.read("knownError")} onChange={knownError => write(words().knownError, { knownError })}>
        {words().knownError}
      </Checkbox>
      <LongText
        label={words().workaround}
        hint={words().workaroundHint}
        value={row.read("workaround")}
        onSave={workaround => write(words().workaround, { workaround: workaround.trim() })}
      />
    </Section>
  )
}

function ChangePart(): JSX.Element {
  const { row } = useItem()
  const write = useWrite()
  const words = () => structureWords().change
  return (
    <Section name={words().name}>
      <Field label={words().risk}>
        {attributes => (
          <Select
            attributes={attributes}
            value={row.read("changeRisk") ?? NONE}
            options={[
              { value: NONE, label: words().noRisk },
              ...LEVELS.map(level => ({ value: level as string, label: itemPanel().risks[level] })),
            ]}
            onValue={risk => write(words().risk, { changeRisk: risk === NONE ? null : (risk as Level) })}
          />
        )}
      </Field>
      <LongText
        label={words().plan}
        value={row.read("changePlan")}
        onSave={changePlan => write(words().plan, { changePlan: changePlan.trim() })}
      />
      <LongText
        label={words().backOut}
        value={row.read("backOutPlan")}
        onSave={backOutPlan => write(words().backOut, { backOutPlan: backOutPlan.trim() })}
      />
      <LongText
        label={words().review}
        value={row.read("reviewNote")}
        onSave={reviewNote => write(words().review, { reviewNote: reviewNote.trim() })}
      />
    </Section>
  )
}

function Section(props: { readonly name: string; readonly children: JSX.Element }): JSX.Element {
  const label = createUniqueId()
  return (
    <section class="structure structure-form" aria-labelledby={label}>
      <h3 class="structure-name" id={label}>
        {props.name}
      </h3>
      {props.children}
    </section>
  )
}

import { createOrganisation, idOfNewOrganisation, patchOrganisation } from "@weft/model/actions/organisation"
import type { ServicePolicyId, SpaceId } from "@weft/model/base/ids"
import type { Organisation } from "@weft/model/schema/contact"
import { living } from "@weft/model/schema/snapshot"
import { createSignal, createUniqueId, untrack, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import { todayOf } from "../../data/world.ts"
import { useAct } from "../../parts/acting.ts"
import "../../parts/contacts/contact-form.css"
import { spaceName } from "../../parts/space-link.ts"
import { decimalMark, readNumberHere } from "../../parts/typed-number.ts"
import { contactWords } from "../../text/contacts.ts"
import { t } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { Checkbox } from "../../ui/checkbox.tsx"
import { DateButton } from "../../ui/date-picker.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { Field, Select, TextArea, TextInput } from "../../ui/field.tsx"

export interface OrganisationDialogProps {
  /** The organisation to change; without, a new one is made. */
  readonly organisation: Organisation | undefined
  readonly onClose: () => void
}

/** All that is known of an organisation, with its contract, as a form. */
export function OrganisationDialog(props: OrganisationDialogProps): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => "" as SpaceId)
  const form = createUniqueId()
  const before = untrack(() => props.organisation)
  const [name, setName] = createSignal(before?.name ?? "")
  const [domains, setDomains] = createSignal((before?.domains ?? []).join(", "))
  const [vip, setVip] = createSignal(before?.vip ?? false)
  const [note, setNote] = createSignal(before?.note ?? "")
  const [policy, setPolicy] = createSignal<string>(before?.contractPolicy ?? "")
  const [hours, setHours] = createSignal(before?.contractMinutes == null ? "" : hoursText(before.contractMinutes))
  const [from, setFrom] = createSignal<string | null>(before?.contractFrom ?? null)
  const [until, setUntil] = createSignal<string | null>(before?.contractUntil ?? null)
  const today = () => todayOf(workspace.now())
  const minutes = () => {
    if (hours().trim() === "") return null
    const typed = readNumberHere(hours())
    return typed === undefined || typed < 0 ? undefined : Math.round(typed * 60)
  }
  const policies = () => {
    const services = workspace.spaces().filter(id => profileOf(id)?.kind === "service")
    const all = services.flatMap(id =>
      living(workspace.setup(id).live.table("servicePolicies")).map(row => ({
        value: row.id as string,
        label: services.length > 1 ? `${row.name} · ${spaceName(workspace, id)}` : row.name,
      })),
    )
    return [{ value: "", label: contactWords().noPolicy }, ...all]
  }
  const profileOf = (id: SpaceId) => workspace.setup(id).live.table("profiles").get(id)
  const save = () => {
    const contractMinutes = minutes()
    if (contractMinutes === undefined) return
    const fields = {
      name: name(),
      domains: domains().split(/[\s,;]+/u),
      vip: vip(),
      note: note(),
      contractPolicy: policy() === "" ? null : (policy() as ServicePolicyId),
      contractMinutes,
      contractFrom: from(),
      contractUntil: until(),
    }
    const says = contactWords().did.organisation(name())
    const isDone =
      before === undefined
        ? act(
            createOrganisation,
            { id: idOfNewOrganisation(workspace.live.plain, name(), workspace.random), ...fields },
            says,
          )
        : act(patchOrganisation, { id: before.id, ...fields }, says)
    if (isDone) props.onClose()
  }
  return (
    <Dialog
      open
      size="large"
      title={before === undefined ? contactWords().newOrganisation : before.name}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t().general.cancel}</Button>
          <Button kind="primary" type="submit" form={form}>
            {before === undefined ? contactWords().create : contactWords().save}
          </Button>
        </>
      }
    >
      <form
        id={form}
        class="contact-form"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          save()
        }}
      >
        <Field label={contactWords().name}>
          {attributes => <TextInput {...attributes} autocomplete="off" value={name()} onValue={setName} />}
        </Field>
        <Field label={contactWords().domains} hint={contactWords().domainsHint}>
          {attributes => <TextInput {...attributes} autocomplete="off" value={domains()} onValue={setDomains} />}
        </Field>
        <Checkbox checked={vip()} onChange={setVip}>
          {contactWords().vip}: {contactWords().isVip}
        </Checkbox>
        <fieldset class="contact-contract">
          <legend>{contactWords().contract}</legend>
          <Field label={contactWords().contractPolicy} hint={contactWords().contractPolicyHint}>
            {attributes => (
              <Select
                attributes={attributes}
                value={policy()}
                options={policies()}
                onValue={value => setPolicy(value)}
              />
            )}
          </Field>
          <div class="contact-contract-facts">
            <Field
              label={contactWords().contractHours}
              error={minutes() === undefined ? contactWords().hoursNotPossible : undefined}
            >
              {attributes => (
                <TextInput {...attributes} inputmode="decimal" autocomplete="off" value={hours()} onValue={setHours} />
              )}
            </Field>
            <ContractDay label={contactWords().contractFrom} value={from()} today={today()} onPick={setFrom} />
            <ContractDay label={contactWords().contractUntil} value={until()} today={today()} onPick={setUntil} />
          </div>
        </fieldset>
        <Field label={contactWords().note}>
          {attributes => <TextArea {...attributes} value={note()} onValue={setNote} />}
        </Field>
      </form>
    </Dialog>
  )
}

function ContractDay(props: {
  readonly label: string
  readonly value: string | null
  readonly today: string
  readonly onPick: (day: string | null) => void
}): JSX.Element {
  return (
    <div class="field">
      <span class="field-label">{props.label}</span>
      <DateButton
        dateLabel={props.label}
        value={props.value ?? undefined}
        today={props.today}
        onPick={day => props.onPick(day ?? null)}
      />
    </div>
  )
}

function hoursText(minutes: number): string {
  return String(Math.round((minutes / 60) * 100) / 100).replace(".", decimalMark())
}

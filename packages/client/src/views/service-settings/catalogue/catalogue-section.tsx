import {
  createOffering,
  createService,
  moveInCatalogue,
  patchOffering,
  patchService,
  trashOffering,
  trashService,
  type ServicePatch,
} from "@weft/model/actions/catalogue"
import { newId, type MemberId, type OfferingId, type ServiceCalendarId, type ServiceId } from "@weft/model/base/ids"
import { compareRanked, compareText } from "@weft/model/base/rank"
import type { Offering, Service } from "@weft/model/schema/catalogue"
import { living } from "@weft/model/schema/snapshot"
import { currentVersion } from "@weft/model/service/catalogue"
import { createMemo, createSignal, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../../data/context.ts"
import { AddLine } from "../../../parts/add-line.tsx"
import { useAct } from "../../../parts/acting.ts"
import { NameInput } from "../../../parts/name-input.tsx"
import { sameIds } from "../../../parts/same-ids.ts"
import { catalogueWords } from "../../../text/catalogue.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { Field, Select, TextArea } from "../../../ui/field.tsx"
import { trash2Icon } from "../../../ui/icons.ts"
import { PageSection } from "../../../ui/page.tsx"
import type { ServiceSectionProps } from "../sections.ts"
import { Days, StandingSelect } from "./standing-fields.tsx"
import { OfferingEditor } from "./offering-editor.tsx"
import { SortedRows } from "./sorted-rows.tsx"
import "./catalogue-settings.css"

/** What a service offers, by service, with the editor of one offering in its place. */
export function CatalogueSection(props: ServiceSectionProps): JSX.Element {
  const [edited, setEdited] = createSignal<OfferingId | null>(null)
  const isThere = () => {
    const id = edited()
    return id !== null && props.space.live.table("offerings").get(id)?.deleted === null ? id : null
  }
  return (
    <Show when={isThere()} keyed fallback={<Services {...props} onEdit={setEdited} />}>
      {offering => <OfferingEditor {...props} offering={offering} onBack={() => setEdited(null)} />}
    </Show>
  )
}

interface ServicesProps extends ServiceSectionProps {
  readonly onEdit: (offering: OfferingId) => void
}

function Services(props: ServicesProps): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const words = () => catalogueWords().settings
  const table = () => props.space.live.table("services")
  const ids = createMemo(
    () =>
      living(table())
        .sort(compareRanked)
        .map(({ id }) => id as string),
    [],
    { equals: sameIds },
  )
  const add = (name: string) =>
    void act(createService, { id: newId<ServiceId>(workspace.random), name }, catalogueWords().step.service(name))
  return (
    <PageSection
      title={catalogueWords().settingsTitle}
      hint={words().hint}
      actions={
        <a class="catalogue-link" href={`${props.spaceHref}/catalogue`}>
          {words().open}
        </a>
      }
    >
      <Show when={ids().length > 0} fallback={<p class="page-empty">{words().noServices}</p>}>
        <SortedRows
          kind="catalogue service"
          keys={ids()}
          name={id => table().get(id)?.name ?? ""}
          mayMove={props.mayManage}
          onMove={(id, before) =>
            act(moveInCatalogue, { kind: "services", id: id as ServiceId, before }, catalogueWords().step.order)
          }
        >
          {id => <Show when={table().get(id)}>{service => <ServiceRow {...props} service={service()} />}</Show>}
        </SortedRows>
      </Show>
      <Show when={props.mayManage}>
        <AddLine label={words().addService} onAdd={add} />
      </Show>
    </PageSection>
  )
}

function ServiceRow(props: ServicesProps & { readonly service: Service }): JSX.Element {
  const act = useAct(() => props.space.id)
  const words = () => catalogueWords().settings
  const patch = (fields: ServicePatch) =>
    act(patchService, { service: props.service.id, fields }, catalogueWords().step.service(props.service.name))
  return (
    <fieldset class="catalogue-settings-service" disabled={!props.mayManage} aria-label={props.service.name}>
      <div class="page-row">
        <NameInput label={words().name} value={props.service.name} onName={name => patch({ name })} />
        <StandingSelect standing={props.service.standing} onStanding={standing => patch({ standing })} />
        <IconButton
          icon={trash2Icon}
          label={words().deleteService(props.service.name)}
          onClick={() =>
            act(trashService, { service: props.service.id }, catalogueWords().step.service(props.service.name))
          }
        />
      </div>
      <details class="settings-details">
        <summary>{words().details}</summary>
        <ServiceDetails {...props} onPatch={patch} />
      </details>
      <Offerings {...props} />
    </fieldset>
  )
}

interface ServiceDetailsProps extends ServicesProps {
  readonly service: Service
  readonly onPatch: (fields: ServicePatch) => void
}

function ServiceDetails(props: ServiceDetailsProps): JSX.Element {
  const workspace = useWorkspace()
  const words = () => catalogueWords().settings
  const members = () =>
    living(workspace.live.table("members"))
      .sort((one, other) => compareText(one.name, other.name))
      .map(({ id, name }) => ({ value: id as string, label: name }))
  const calendars = () =>
    living(props.space.live.table("serviceCalendars"))
      .sort((one, other) => compareText(one.name, other.name))
      .map(({ id, name }) => ({ value: id as string, label: name }))
  return (
    <div class="says-grid">
      <Field label={words().description}>
        {attributes => (
          <TextArea
            {...attributes}
            value={props.service.description}
            onValue={() => undefined}
            onChange={event => props.onPatch({ description: event.currentTarget.value })}
            maxLength={4_000}
          />
        )}
      </Field>
      <Field label={words().owner}>
        {attributes => (
          <Select
            attributes={attributes}
            value={(props.service.owner ?? "") as string}
            options={[{ value: "", label: words().nobody }, ...members()]}
            onValue={owner => props.onPatch({ owner: owner === "" ? null : (owner as MemberId) })}
          />
        )}
      </Field>
      <Field label={words().calendar}>
        {attributes => (
          <Select
            attributes={attributes}
            value={(props.service.calendar ?? "") as string}
            options={[{ value: "", label: words().noCalendar }, ...calendars()]}
            onValue={calendar => props.onPatch({ calendar: calendar === "" ? null : (calendar as ServiceCalendarId) })}
          />
        )}
      </Field>
      <Days row={props.service} onDays={props.onPatch} />
    </div>
  )
}

function Offerings(props: ServicesProps & { readonly service: Service }): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const words = () => catalogueWords().settings
  const table = () => props.space.live.table("offerings")
  const ids = createMemo(
    () =>
      living(table())
        .filter(({ service }) => service === props.service.id)
        .sort(compareRanked)
        .map(({ id }) => id as string),
    [],
    { equals: sameIds },
  )
  const add = (name: string) => {
    const id = newId<OfferingId>(workspace.random)
    if (act(createOffering, { id, service: props.service.id, name }, catalogueWords().step.offering(name)))
      props.onEdit(id)
  }
  return (
    <div class="catalogue-settings-offerings">
      <Show when={ids().length > 0} fallback={<p class="page-empty">{words().noOfferings}</p>}>
        <SortedRows
          kind={`offering of ${props.service.id}`}
          keys={ids()}
          name={id => table().get(id)?.name ?? ""}
          mayMove={props.mayManage}
          onMove={(id, before) =>
            act(moveInCatalogue, { kind: "offerings", id: id as OfferingId, before }, catalogueWords().step.order)
          }
        >
          {id => <Show when={table().get(id)}>{offering => <OfferingRow {...props} offering={offering()} />}</Show>}
        </SortedRows>
      </Show>
      <Show when={props.mayManage}>
        <AddLine label={words().addOffering} onAdd={add} />
      </Show>
    </div>
  )
}

function OfferingRow(props: ServicesProps & { readonly offering: Offering }): JSX.Element {
  const act = useAct(() => props.space.id)
  const words = () => catalogueWords().settings
  const version = () =>
    currentVersion({ offeringVersions: props.space.live.table("offeringVersions") }, props.offering.id)
  const says = () => catalogueWords().step.offering(props.offering.name)
  const patch = (fields: Parameters<typeof patchOffering.decide>[1]["fields"]) =>
    act(patchOffering, { offering: props.offering.id, fields }, says())
  return (
    <>
      <div class="page-row">
        <NameInput label={words().name} value={props.offering.name} onName={name => patch({ name })} />
        <span class="offering-version-facts">
          {version() === undefined ? words().unpublished : catalogueWords().version(version()!.version)}
        </span>
        <StandingSelect standing={props.offering.standing} onStanding={standing => patch({ standing })} />
        <Button
          size="small"
          aria-label={words().editOffering(props.offering.name)}
          onClick={() => props.onEdit(props.offering.id)}
        >
          {words().edit}
        </Button>
        <IconButton
          icon={trash2Icon}
          label={words().deleteOffering(props.offering.name)}
          onClick={() => act(trashOffering, { offering: props.offering.id }, says())}
        />
      </div>
    </>
  )
}

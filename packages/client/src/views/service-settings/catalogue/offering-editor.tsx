import { patchOffering } from "@weft/model/actions/catalogue"
import type { OfferingId } from "@weft/model/base/ids"
import type { Answers } from "@weft/model/schema/request-answer"
import { createSignal, For, onMount, Show, untrack, type JSX } from "solid-js"
import { createSetupSnapshot, createToday, memberNamed, useWorkspace } from "../../../data/context.ts"
import { useAct } from "../../../parts/acting.ts"
import { RequestFields } from "../../../parts/catalogue/request-fields.tsx"
import { whenWords } from "../../../parts/when.ts"
import { catalogueWords } from "../../../text/catalogue.ts"
import { Button } from "../../../ui/button.tsx"
import { Field } from "../../../ui/field.tsx"
import { arrowLeftIcon } from "../../../ui/icons.ts"
import { PageSection } from "../../../ui/page.tsx"
import type { ServiceSectionProps } from "../sections.ts"
import { FormEditor } from "./form-editor.tsx"
import { createOfferingDraft, type OfferingDraft } from "./offering-draft.ts"
import { SaysEditor } from "./says-editor.tsx"
import { Days, StandingSelect } from "./standing-fields.tsx"
import { TasksEditor } from "./tasks-editor.tsx"

export interface OfferingEditorProps extends ServiceSectionProps {
  readonly offering: OfferingId
  readonly onBack: () => void
}

/** The next version of an offering: what it says, its form with a preview, what fulfils it, and the versions before. */
export function OfferingEditor(props: OfferingEditorProps): JSX.Element {
  let back!: HTMLButtonElement
  const words = () => catalogueWords().editor
  const draft = createOfferingDraft(
    untrack(() => props.space),
    untrack(() => props.offering),
  )
  onMount(() => back.focus())
  return (
    <div class="offering-editor">
      <header class="offering-editor-head">
        <Button ref={back} kind="quiet" size="small" icon={arrowLeftIcon} onClick={() => props.onBack()}>
          {catalogueWords().settings.back}
        </Button>
        <h2>{draft.offering()?.name}</h2>
      </header>
      <Show when={draft.newer()}>
        {version => (
          <p class="offering-newer" role="status">
            {words().newer(version().version)}
          </p>
        )}
      </Show>
      <fieldset class="offering-fields" disabled={!props.mayManage}>
        <Standing {...props} draft={draft} />
        <PageSection title={words().says}>
          <SaysEditor draft={draft} space={props.space} />
        </PageSection>
        <PageSection title={words().form}>
          <FormEditor draft={draft} mayManage={props.mayManage} />
        </PageSection>
        <PageSection title={words().tasks}>
          <TasksEditor draft={draft} space={props.space.id} mayManage={props.mayManage} />
        </PageSection>
      </fieldset>
      <Preview draft={draft} space={props.space} />
      <Versions draft={draft} mayManage={props.mayManage} />
      <Show when={props.mayManage}>
        <PublishBar draft={draft} />
      </Show>
    </div>
  )
}

/** From when to when it can be had; this is of the offering, whatever its versions say. */
function Standing(props: OfferingEditorProps & { readonly draft: OfferingDraft }): JSX.Element {
  const act = useAct(() => props.space.id)
  return (
    <Show when={props.draft.offering()}>
      {offering => {
        const patch = (fields: Parameters<typeof patchOffering.decide>[1]["fields"]) =>
          act(patchOffering, { offering: props.offering, fields }, catalogueWords().step.offering(offering().name))
        return (
          <div class="says-grid">
            <Field label={catalogueWords().settings.standing}>
              {attributes => (
                <StandingSelect
                  attributes={attributes}
                  standing={offering().standing}
                  onStanding={standing => patch({ standing })}
                />
              )}
            </Field>
            <Days row={offering()} onDays={patch} />
          </div>
        )
      }}
    </Show>
  )
}

/** The form as it is asked, to be tried out. */
function Preview(props: Pick<ServiceSectionProps, "space"> & { readonly draft: OfferingDraft }): JSX.Element {
  const workspace = useWorkspace()
  const setup = createSetupSnapshot(workspace, () => props.space)
  const today = createToday(() => workspace.now())
  const [answers, setAnswers] = createSignal<Answers>({})
  return (
    <Show when={props.draft.content().form.length > 0}>
      <PageSection title={catalogueWords().editor.preview} hint={catalogueWords().editor.previewHint}>
        <div class="offering-preview">
          <RequestFields
            form={props.draft.content().form}
            answers={answers()}
            faults={NO_FAULTS}
            setup={setup()}
            today={today()}
            onAnswer={(field, answer) => {
              const { [field]: _, ...others } = answers()
              setAnswers(answer === null ? others : { ...others, [field]: answer })
            }}
          />
        </div>
      </PageSection>
    </Show>
  )
}

const NO_FAULTS = new Map<string, never>()

function Versions(props: { readonly draft: OfferingDraft; readonly mayManage: boolean }): JSX.Element {
  const workspace = useWorkspace()
  const today = createToday(() => workspace.now())
  const words = () => catalogueWords().editor
  const versions = () => props.draft.versions()
  const isAtOnce = (number: number) => versions().filter(({ version }) => version === number).length > 1
  return (
    <PageSection title={words().versions}>
      <Show when={versions().length > 0} fallback={<p class="page-empty">{words().noVersions}</p>}>
        <ul class="page-rows">
          <For each={versions()}>
            {(version, place) => (
              <li class="page-row">
                <span class="offering-version">{catalogueWords().version(version.version)}</span>
                <span class="offering-version-facts">
                  {words().at(
                    whenWords(version.publishedAt, today()),
                    memberNamed(workspace.live, version.by)?.name ?? catalogueWords().somebody,
                  )}
                  <Show when={place() === 0}> · {words().current}</Show>
                  <Show when={isAtOnce(version.version)}> · {words().atOnce}</Show>
                </span>
                <Show when={props.mayManage && version.content}>
                  {content => (
                    <Button kind="quiet" size="small" onClick={() => props.draft.edit(content())}>
                      {words().load}
                    </Button>
                  )}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </PageSection>
  )
}

/** Says where the draft stands, and publishes it. */
function PublishBar(props: { readonly draft: OfferingDraft }): JSX.Element {
  const words = () => catalogueWords().editor
  const next = () => (props.draft.versions()[0]?.version ?? 0) + 1
  const isPublishable = () => props.draft.isChanged() || props.draft.versions().length === 0
  const state = () => {
    const faults = props.draft.faults().length
    if (faults > 0) return words().faults(faults)
    return isPublishable() ? words().draft : words().same
  }
  return (
    <div class="offering-bar">
      <span class="offering-state" data-fault={props.draft.faults().length > 0 ? "" : undefined} role="status">
        {state()}
      </span>
      <Show when={props.draft.isChanged()}>
        <Button kind="quiet" onClick={props.draft.discard}>
          {words().discard}
        </Button>
      </Show>
      <Button
        kind="primary"
        disabled={!isPublishable() || props.draft.faults().length > 0}
        onClick={props.draft.publish}
      >
        {words().publish(next())}
      </Button>
    </div>
  )
}

import { saveMacro } from "@weft/model/actions/macro"
import { newId, type MacroId } from "@weft/model/base/ids"
import { MOST_MACRO_STEPS, type Macro, type MacroStep } from "@weft/model/schema/talk"
import { createSignal, Index, Show, untrack, type JSX } from "solid-js"
import { useWorkspace } from "../../../data/context.ts"
import type { SpaceData } from "../../../data/workspace.ts"
import { useAct } from "../../../parts/acting.ts"
import { talkSettingsWords } from "../../../text/talk-settings.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Select, TextArea, TextInput } from "../../../ui/field.tsx"
import { arrowDownIcon, arrowUpIcon, plusIcon, xIcon } from "../../../ui/icons.ts"
import { ALL_DOES, choicesOf, stepWith, valueOf, type Does } from "./step-choices.ts"

export interface MacroDialogProps {
  readonly space: SpaceData
  /** Nothing for a new one. */
  readonly macro: Macro | null
  readonly mayManage: boolean
  readonly onClose: () => void
}

/** A macro with its steps in their order. */
export function MacroDialog(props: MacroDialogProps): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => props.space.id)
  const standing = untrack(() => props.macro)
  const [name, setName] = createSignal(standing?.name ?? "")
  const [steps, setSteps] = createSignal<readonly MacroStep[]>(standing?.steps ?? [])
  const firstOf = (does: Does) => stepWith(does, choicesOf(workspace, props.space, does)[0]?.value ?? "")
  const change = (index: number, step: MacroStep) => setSteps(all => all.with(index, step))
  const swap = (index: number, other: number) => setSteps(all => all.with(index, all[other]!).with(other, all[index]!))
  const save = () => {
    const id = standing?.id ?? newId<MacroId>(workspace.random)
    if (act(saveMacro, { id, name: name(), steps: steps() }, talkSettingsWords().savedMacro(name()))) props.onClose()
  }
  return (
    <Dialog
      open
      size="wide"
      closable
      title={standing === null ? talkSettingsWords().newMacro : standing.name}
      onClose={() => props.onClose()}
      actions={
        <Show when={props.mayManage}>
          <Button onClick={() => props.onClose()}>{talkSettingsWords().cancel}</Button>
          <Button kind="primary" onClick={save}>
            {talkSettingsWords().save}
          </Button>
        </Show>
      }
    >
      <form
        class="talk-form"
        onSubmit={event => {
          event.preventDefault()
          if (props.mayManage) save()
        }}
      >
        <Field label={talkSettingsWords().name}>
          {attributes => (
            <TextInput {...attributes} value={name()} onValue={setName} readOnly={!props.mayManage} autofocus />
          )}
        </Field>
        <Show when={standing !== null && standing.steps === null}>
          <p class="field-note" data-error="">
            {talkSettingsWords().unreadable}
          </p>
        </Show>
        <fieldset class="talk-steps" disabled={!props.mayManage}>
          <legend class="field-label">{talkSettingsWords().steps}</legend>
          <ol>
            <Index each={steps()}>
              {(step, index) => (
                <li class="talk-step" aria-label={talkSettingsWords().step(index + 1)}>
                  <Select
                    label={talkSettingsWords().stepDoes(index + 1)}
                    value={step().does}
                    options={ALL_DOES.map(does => ({ value: does, label: talkSettingsWords().does[does] }))}
                    onValue={does => change(index, firstOf(does))}
                  />
                  <StepWith space={props.space} step={step()} number={index + 1} onStep={next => change(index, next)} />
                  <Show when={props.mayManage}>
                    <span class="talk-step-buttons">
                      <IconButton
                        size="small"
                        icon={arrowUpIcon}
                        label={talkSettingsWords().up(talkSettingsWords().step(index + 1))}
                        disabled={index === 0}
                        onClick={() => swap(index, index - 1)}
                      />
                      <IconButton
                        size="small"
                        icon={arrowDownIcon}
                        label={talkSettingsWords().down(talkSettingsWords().step(index + 1))}
                        disabled={index === steps().length - 1}
                        onClick={() => swap(index, index + 1)}
                      />
                      <IconButton
                        size="small"
                        icon={xIcon}
                        label={talkSettingsWords().removeStep(index + 1)}
                        onClick={() => setSteps(all => all.toSpliced(index, 1))}
                      />
                    </span>
                  </Show>
                </li>
              )}
            </Index>
          </ol>
          <Show when={props.mayManage}>
            <Button
              icon={plusIcon}
              disabled={steps().length >= MOST_MACRO_STEPS}
              onClick={() => setSteps(all => [...all, firstOf("status")])}
            >
              {talkSettingsWords().addStep}
            </Button>
          </Show>
        </fieldset>
      </form>
    </Dialog>
  )
}

interface StepWithProps {
  readonly space: SpaceData
  readonly step: MacroStep
  readonly number: number
  readonly onStep: (step: MacroStep) => void
}

/** With what a step is done: a choice, or words. */
function StepWith(props: StepWithProps): JSX.Element {
  const workspace = useWorkspace()
  const value = () => valueOf(props.step)
  /** What was deleted since stands among the choices, so that it is seen before somebody runs it. */
  const options = () => {
    const choices = choicesOf(workspace, props.space, props.step.does)
    if (choices.some(choice => choice.value === value())) return choices
    return [{ value: value(), label: talkSettingsWords().gone, disabled: true }, ...choices]
  }
  return (
    <Show
      when={props.step.does === "note"}
      fallback={
        <Select
          label={talkSettingsWords().stepWith(props.number)}
          value={value()}
          options={options()}
          onValue={chosen => props.onStep(stepWith(props.step.does, chosen))}
        />
      }
    >
      <TextArea
        aria-label={talkSettingsWords().stepWith(props.number)}
        placeholder={talkSettingsWords().notePlaceholder}
        value={value()}
        onValue={text => props.onStep({ does: "note", text })}
      />
    </Show>
  )
}

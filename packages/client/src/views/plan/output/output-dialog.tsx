import { createMemo, createSignal, For, Match, onCleanup, Show, Switch, type JSX } from "solid-js"
import { saveBlob } from "../../../parts/save-file.ts"
import { format } from "../../../text/index.ts"
import { planOutputWords } from "../../../text/plan-output.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { Checkbox } from "../../../ui/checkbox.tsx"
import { Dialog } from "../../../ui/dialog.tsx"
import { Field, Select } from "../../../ui/field.tsx"
import { chevronLeftIcon, chevronRightIcon, downloadIcon, triangleAlertIcon } from "../../../ui/icons.ts"
import { announce } from "../../../ui/live-region.tsx"
import { ProgressBar } from "../../../ui/progress-bar.tsx"
import { showToast } from "../../../ui/toast.tsx"
import { usePlan } from "../plan-state.ts"
import { createMeasure } from "./measure.ts"
import { FORMATS, MOST_ACROSS, SIZES, useOutputChoices, type ColumnKey, type Size } from "./output-choices.ts"
import { PAPERS, type Paper } from "./paper.ts"
import { drawPlan, printedColumns } from "./plan-drawing.ts"
import { producePlan, type Produced } from "./produce-plan.ts"
import { paperPalette } from "./rgb-palette.ts"
import { pictureRatio } from "./write-png.ts"
import { writeSvg } from "./write-svg.ts"
import "./output-dialog.css"

/** Lays a plan out on paper or on one sheet, shows how that looks, and makes it: a PDF, a drawing, a picture, or a print. */
export function OutputDialog(props: { readonly onClose: () => void }): JSX.Element {
  const state = usePlan()
  const words = planOutputWords
  const measure = createMeasure()
  const { choices, choose } = useOutputChoices()
  const [at, setAt] = createSignal(0)
  const [progress, setProgress] = createSignal<number | null>(null)
  let work: AbortController | null = null
  onCleanup(() => work?.abort())
  const drawing = createMemo(() => drawPlan(state, choices(), measure))
  const palette = createMemo(() => paperPalette(choices().isGrey))
  const shown = () => Math.min(at(), drawing().pages.length - 1)
  const isSheet = () => drawing().area === null
  const trouble = () => {
    if (state.rows().length === 0) return words().nothing
    if (drawing().pages.length === 0) return words().tooNarrow
    const isTooLarge = choices().format === "png" && pictureRatio(drawing().width, drawing().height) === null
    return isTooLarge ? words().tooLarge : undefined
  }
  const preview = createMemo(() => {
    const page = drawing().pages[shown()]
    if (page === undefined) return null
    const { width, height, edge } = drawing()
    return writeSvg(drawing().draw(page), { palette: palette(), width, height, edge, prefix: "plan-preview" })
  })
  const produce = async () => {
    work = new AbortController()
    setProgress(0)
    const done = await producePlan(drawing(), {
      format: choices().format,
      title: state.space.live.plain.profiles.get(state.space.id)?.name ?? "",
      palette: palette(),
      signal: work.signal,
      onPage: setProgress,
    })
    setProgress(null)
    finish(done)
  }
  const finish = (done: Produced) => {
    if (done.state === "cancelled") return
    if (done.state === "printed") return props.onClose()
    if (done.state === "file") {
      saveBlob(done.name, done.bytes)
      showToast({ text: words().saved(done.name), icon: downloadIcon })
      return props.onClose()
    }
    const text = done.state === "no-memory" ? words().noMemory : words().failed
    announce(text, "urgent")
    showToast({ text, icon: triangleAlertIcon })
  }
  const toggle = (key: ColumnKey, isOn: boolean) => {
    const columns = new Set(choices().columns)
    if (isOn) columns.add(key)
    else columns.delete(key)
    choose({ columns })
  }
  const count = () => drawing().pages.length
  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title={words().title}
      size="wide"
      actions={
        <>
          <Button onClick={() => props.onClose()}>{words().cancel}</Button>
          <Button
            kind="primary"
            disabled={trouble() !== undefined || progress() !== null}
            onClick={() => void produce()}
          >
            {choices().format === "print" ? words().print : words().save}
          </Button>
        </>
      }
    >
      <div class="plan-output">
        <div class="plan-output-choices">
          <Field label={words().format}>
            {attributes => (
              <Select
                attributes={attributes}
                value={choices().format}
                options={FORMATS.map(value => ({ value, label: words().formats[value] }))}
                onValue={chosen => choose({ format: chosen })}
              />
            )}
          </Field>
          <Show when={!isSheet()}>
            <Field label={words().paper}>
              {attributes => (
                <Select
                  attributes={attributes}
                  value={choices().paper}
                  options={(Object.keys(PAPERS) as Paper[]).map(value => ({ value, label: value }))}
                  onValue={paper => choose({ paper })}
                />
              )}
            </Field>
            <Field label={words().orientation}>
              {attributes => (
                <Select
                  attributes={attributes}
                  value={choices().orientation}
                  options={(["landscape", "portrait"] as const).map(value => ({
                    value,
                    label: words().orientations[value],
                  }))}
                  onValue={orientation => choose({ orientation })}
                />
              )}
            </Field>
            <Field label={words().size}>
              {attributes => (
                <Select
                  attributes={attributes}
                  value={choices().size}
                  options={(Object.keys(SIZES) as Size[]).map(value => ({ value, label: words().sizes[value] }))}
                  onValue={size => choose({ size })}
                />
              )}
            </Field>
            <Field label={words().across}>
              {attributes => (
                <Select
                  attributes={attributes}
                  value={String(choices().across)}
                  options={Array.from({ length: MOST_ACROSS }, (_, index) => ({
                    value: String(index + 1),
                    label: words().acrossPages(index + 1),
                  }))}
                  onValue={across => choose({ across: Number(across) })}
                />
              )}
            </Field>
          </Show>
          <Field label={words().span}>
            {attributes => (
              <Select
                attributes={attributes}
                value={choices().span}
                options={(["whole", "shown"] as const).map(value => ({ value, label: words().spans[value] }))}
                onValue={span => choose({ span })}
              />
            )}
          </Field>
          <fieldset class="plan-output-columns">
            <legend>{words().columns}</legend>
            <For each={printedColumns(state)}>
              {({ key, title }) => (
                <Checkbox
                  checked={choices().columns.has(key as ColumnKey)}
                  onChange={isOn => toggle(key as ColumnKey, isOn)}
                >
                  {title}
                </Checkbox>
              )}
            </For>
          </fieldset>
          <Checkbox checked={choices().isGrey} onChange={isGrey => choose({ isGrey })}>
            {words().grey}
          </Checkbox>
        </div>
        <div class="plan-output-result">
          <Show
            when={trouble() === undefined && preview()}
            fallback={<p class="plan-output-trouble">{trouble() ?? ""}</p>}
          >
            {svg => <Preview svg={svg()} label={words().preview(shown() + 1)} />}
          </Show>
          <div class="plan-output-foot">
            <Switch>
              <Match when={progress() !== null}>
                <ProgressBar
                  share={(progress() ?? 0) / Math.max(1, count())}
                  label={words().title}
                  valueText={words().working(progress() ?? 0, count())}
                />
                <span class="numeric">{words().working(progress() ?? 0, count())}</span>
                <Button size="small" onClick={() => work?.abort()}>
                  {words().cancel}
                </Button>
              </Match>
              <Match when={isSheet()}>
                <span class="numeric">
                  {words().sheet(
                    format().number(drawing().width + 2 * drawing().edge),
                    format().number(drawing().height + 2 * drawing().edge),
                  )}
                </span>
              </Match>
              <Match when={count() > 0}>
                <IconButton
                  icon={chevronLeftIcon}
                  label={words().previous}
                  disabled={shown() === 0}
                  onClick={() => setAt(shown() - 1)}
                />
                <span class="numeric">
                  {count() > 1 ? words().pageOf(shown() + 1, count()) : words().pages(count())}
                </span>
                <IconButton
                  icon={chevronRightIcon}
                  label={words().next}
                  disabled={shown() >= count() - 1}
                  onClick={() => setAt(shown() + 1)}
                />
              </Match>
            </Switch>
          </div>
        </div>
      </div>
    </Dialog>
  )
}

/** A page as it will look, small. */
function Preview(props: { readonly svg: string; readonly label: string }): JSX.Element {
  const drawn = createMemo(() => {
    const parsed = new DOMParser().parseFromString(props.svg, "image/svg+xml").documentElement
    parsed.setAttribute("preserveAspectRatio", "xMidYMid meet")
    return document.adoptNode(parsed)
  })
  return (
    <div class="plan-output-preview" role="img" aria-label={props.label}>
      {drawn()}
    </div>
  )
}

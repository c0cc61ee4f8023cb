import type { Refusal } from "@weft/model/base/result"
import { createSignal, Show, type JSX } from "solid-js"
import { exchange } from "../../text/exchange.ts"
import { planExchange } from "../../text/plan-exchange.ts"
import { Button } from "../../ui/button.tsx"
import { Icon } from "../../ui/icon.tsx"
import { triangleAlertIcon, uploadIcon } from "../../ui/icons.ts"
import { PLAN_PROBLEM } from "./plan/plan-problem.ts"

export interface ChooseFileProps {
  /** Why the last file could not be read. */
  readonly problem: Refusal | null
  readonly onFile: (file: File) => void
}

/** Where a file is dropped or chosen; says why the last one could not be read. */
export function ChooseFile(props: ChooseFileProps): JSX.Element {
  let input!: HTMLInputElement
  const [isOver, setOver] = createSignal(false)
  const words = () => exchange()
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0]
    if (file !== undefined) props.onFile(file)
  }
  return (
    <>
      <Show when={props.problem}>{problem => <Problem problem={problem()} asksAgain />}</Show>
      <div
        class="import-drop"
        data-over={isOver() ? "" : undefined}
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={event => {
          event.preventDefault()
          setOver(false)
          take(event.dataTransfer?.files)
        }}
      >
        <Icon icon={uploadIcon} />
        <p class="import-drop-title">{words().drop}</p>
        <p class="import-hint">{words().dropBody}</p>
        <Button kind="primary" autofocus onClick={() => input.click()}>
          {words().choose}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".json,.csv,.tsv,.tab,.txt,.xml,.gan,.mpp,.gz,application/json,text/csv,text/tab-separated-values,text/plain"
          hidden
          aria-label={words().choose}
          onChange={event => {
            take(event.currentTarget.files)
            // The same file can be chosen again, for example after it was exported anew.
            event.currentTarget.value = ""
          }}
        />
      </div>
    </>
  )
}

/** What is wrong, that nothing was changed, and what to do. */
export function Problem(props: { readonly problem: Refusal; readonly asksAgain?: boolean }): JSX.Element {
  const sentence = () => {
    const said = isPlan() ? planProblem(props.problem.reason) : boardProblem(props.problem.reason)
    return typeof said === "string" ? said : said(props.problem.detail)
  }
  const isPlan = () => props.problem.reason.startsWith(PLAN_PROBLEM)
  return (
    <div class="import-problem" role="alert">
      <Icon icon={triangleAlertIcon} />
      <p>
        {sentence()} {exchange().nothingChanged}{" "}
        <Show when={props.asksAgain}>{isPlan() ? planExchange().saveAgain : exchange().exportAgain}</Show>
      </p>
    </div>
  )
}

type Sentence = string | ((detail: Refusal["detail"]) => string)

function boardProblem(reason: string): Sentence {
  const sentences = exchange().problems
  return sentences[reason as keyof typeof sentences] ?? sentences["not-readable"]
}

function planProblem(reason: string): Sentence {
  const sentences = planExchange().problems
  return sentences[reason.slice(PLAN_PROBLEM.length) as keyof typeof sentences] ?? sentences["not-readable"]
}

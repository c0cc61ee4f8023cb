import { For, Show, type JSX } from "solid-js"
import { t } from "../../text/index.ts"
import { listWords } from "../../text/list.ts"
import { Button } from "../../ui/button.tsx"
import { Dialog } from "../../ui/dialog.tsx"
import { doPaste, type WaitingPaste } from "./clipboard.ts"
import { useList } from "./list-context.ts"

/** As many cells are shown of what pasting does; nobody reads on. */
const MOST_SHOWN = 60

/** Shows what pasting will do, or which cells cannot be pasted and why, before anything is done. */
export function PasteDialog(): JSX.Element {
  const list = useList()
  return <Show when={list.waitingPaste()}>{paste => <OpenPaste paste={paste()} />}</Show>
}

function OpenPaste(props: { readonly paste: WaitingPaste }): JSX.Element {
  const list = useList()
  const forget = () => list.setWaitingPaste(null)
  const plan = () => props.paste.plan
  const words = () => listWords()
  const run = () => {
    const { paste } = props
    forget()
    doPaste(list, paste)
    list.refocus()
  }
  const isNothing = () => plan().edits.length === 0 && plan().made.length === 0
  return (
    <Dialog
      open
      onClose={forget}
      title={words().pasteTitle}
      size="wide"
      actions={
        <>
          <Button autofocus={plan().problems.length > 0} onClick={forget}>
            {t().general.cancel}
          </Button>
          <Button kind="primary" autofocus={plan().problems.length === 0} disabled={isNothing()} onClick={run}>
            {plan().problems.length === 0 ? words().pasteAll : words().pasteWithout(plan().problems.length)}
          </Button>
        </>
      }
    >
      <Show when={plan().problems.length > 0}>
        <p class="paste-count" data-tone="late">
          {words().pasteProblems(plan().problems.length)}
        </p>
        <p>{words().pasteProblemsBody}</p>
        <div class="paste-table" tabIndex={0} role="region" aria-label={words().pasteProblems(plan().problems.length)}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words().pasteRow}</th>
                <th scope="col">{words().pasteColumn}</th>
                <th scope="col">{words().pasteText}</th>
                <th scope="col">{words().pasteWhy}</th>
              </tr>
            </thead>
            <tbody>
              <For each={plan().problems.slice(0, MOST_SHOWN)}>
                {found => (
                  <tr>
                    <td>{found.row}</td>
                    <td>{found.column}</td>
                    <td>{found.text}</td>
                    <td>{found.why}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
        <Show when={plan().problems.length > MOST_SHOWN}>
          <p>{words().pasteMore(plan().problems.length - MOST_SHOWN)}</p>
        </Show>
      </Show>
      <p class="paste-count">
        {isNothing()
          ? words().pasteNothing
          : [
              ...(plan().edits.length > 0 ? [words().pasteChanges(plan().edits.length)] : []),
              ...(plan().made.length > 0 ? [words().pasteMakes(plan().made.length)] : []),
            ].join(" · ")}
      </p>
      <Show when={plan().changes.length > 0}>
        <div class="paste-table" tabIndex={0} role="region" aria-label={words().pasteTitle}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words().pasteRow}</th>
                <th scope="col">{words().pasteColumn}</th>
                <th scope="col">{words().pasteBefore}</th>
                <th scope="col">{words().pasteAfter}</th>
              </tr>
            </thead>
            <tbody>
              <For each={plan().changes.slice(0, MOST_SHOWN)}>
                {change => (
                  <tr>
                    <td>{change.row}</td>
                    <td>{change.column}</td>
                    <td>{change.before}</td>
                    <td>{change.after}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
        <Show when={plan().changes.length > MOST_SHOWN}>
          <p>{words().pasteMore(plan().changes.length - MOST_SHOWN)}</p>
        </Show>
      </Show>
    </Dialog>
  )
}

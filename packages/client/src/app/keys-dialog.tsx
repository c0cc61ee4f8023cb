import { For, type JSX } from "solid-js"
import { COMMAND_IDS, COMMAND_SCOPES, COMMANDS, type CommandScope } from "../commands/commands.ts"
import { commandWords } from "../text/commands.ts"
import { Dialog } from "../ui/dialog.tsx"
import { Kbd } from "../ui/kbd.tsx"
import "./keys-dialog.css"

/** All keys, by where they apply. */
export function KeysDialog(props: { readonly onClose: () => void }): JSX.Element {
  return (
    <Dialog open closable size="wide" title={commandWords().keys} onClose={() => props.onClose()}>
      <div class="keys">
        <For each={COMMAND_SCOPES}>{scope => <KeysOf scope={scope} />}</For>
      </div>
    </Dialog>
  )
}

function KeysOf(props: { readonly scope: CommandScope }): JSX.Element {
  const ids = () => COMMAND_IDS.filter(id => COMMANDS[id].scope === props.scope && COMMANDS[id].keys.length > 0)
  return (
    <section class="keys-scope">
      <h3>{commandWords().scopes[props.scope]}</h3>
      <dl>
        <For each={ids()}>
          {id => (
            <div>
              <dt>{commandWords().names[id]}</dt>
              <dd>
                <For each={COMMANDS[id].keys}>{keys => <Kbd keys={keys} />}</For>
              </dd>
            </div>
          )}
        </For>
      </dl>
    </section>
  )
}

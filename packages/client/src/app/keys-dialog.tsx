import { For, type JSX } from "solid-js"
import { COMMAND_IDS, COMMAND_SCOPES, COMMANDS, type CommandScope } from "../commands/commands.ts"
import { PLAN_SHORTCUTS, type PlanShortcut } from "../commands/plan-shortcuts.ts"
import { commandWords } from "../text/commands.ts"
import { Dialog } from "../ui/dialog.tsx"
import { Kbd } from "../ui/kbd.tsx"
import "./keys-dialog.css"

/** All keys, by where they apply. */
export function KeysDialog(props: { readonly onClose: () => void }): JSX.Element {
  return (
    <Dialog open closable size="wide" title={commandWords().keys} onClose={() => props.onClose()}>
      <div class="keys">
        <For each={COMMAND_SCOPES}>
          {scope => <KeysOf title={commandWords().scopes[scope]} entries={commandsOf(scope)} />}
        </For>
        <KeysOf title={commandWords().planScope} entries={planEntries()} />
      </div>
    </Dialog>
  )
}

interface KeysEntry {
  readonly name: string
  readonly keys: readonly string[]
}

const commandsOf = (scope: CommandScope): readonly KeysEntry[] =>
  COMMAND_IDS.filter(id => COMMANDS[id].scope === scope && COMMANDS[id].keys.length > 0).map(id => ({
    name: commandWords().names[id],
    keys: COMMANDS[id].keys,
  }))

const planEntries = (): readonly KeysEntry[] =>
  (Object.keys(PLAN_SHORTCUTS) as PlanShortcut[]).map(id => ({
    name: commandWords().planKeys[id],
    keys: PLAN_SHORTCUTS[id],
  }))

function KeysOf(props: { readonly title: string; readonly entries: readonly KeysEntry[] }): JSX.Element {
  return (
    <section class="keys-scope">
      <h3>{props.title}</h3>
      <dl>
        <For each={props.entries}>
          {({ name, keys }) => (
            <div>
              <dt>{name}</dt>
              <dd>
                <For each={keys}>{press => <Kbd keys={press} />}</For>
              </dd>
            </div>
          )}
        </For>
      </dl>
    </section>
  )
}

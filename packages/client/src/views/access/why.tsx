import type { Reason, RightSource } from "@weft/model/wire/api"
import { spaceRight, type SpaceRight } from "@weft/model/wire/rights"
import { For, Show, type JSX } from "solid-js"
import { relay } from "../../data/api.ts"
import { useWorkspace } from "../../data/context.ts"
import { Answered, createAsked } from "../../parts/answered.tsx"
import { access } from "../../text/access.ts"
import { Button } from "../../ui/button.tsx"
import { openOverlay } from "../../ui/overlays.tsx"
import { WorkspaceProvider } from "../../data/context.ts"
import { spaceName } from "./roster.ts"
import "../../ui/popover.css"
import "./access.css"

export interface WhyProps {
  /** Whose right is asked for, by account, and what they are called. */
  readonly person: string
  readonly name: string
  readonly space: string
}

/** Answers why somebody may do what in a space: the verdict, then every reason that gives a right, the mightiest first. */
export function Why(props: WhyProps): JSX.Element {
  const workspace = useWorkspace()
  const reason = createAsked(() => relay.why(workspace.id, props.person, `${workspace.id}/space/${props.space}`))
  return (
    <div class="why">
      <Answered of={reason}>
        {shown => (
          <>
            <p class="why-verdict">
              {access().why.verdict[rightIn(shown(), props.space)](props.name, spaceName(workspace, props.space))}
            </p>
            <p class="why-because">{access().why.because}</p>
            <ul class="why-sources">
              <Show when={shown().sources.length > 0} fallback={<li>{ruleSentence(shown(), props.name)}</li>}>
                <For each={shown().sources}>
                  {(source, index) => (
                    <li data-counts={index() === 0 ? "" : undefined}>{sourceSentence(source, props.name)}</li>
                  )}
                </For>
              </Show>
            </ul>
          </>
        )}
      </Answered>
    </div>
  )
}

/** A button that asks why, and shows the answer beside it. */
export function WhyButton(props: WhyProps & { readonly isNone?: boolean }): JSX.Element {
  const workspace = useWorkspace()
  const label = () => (props.isNone ? access().why.askNot(props.name) : access().why.ask(props.name))
  return (
    <Button
      size="small"
      kind="quiet"
      aria-haspopup="dialog"
      aria-label={label()}
      onClick={event =>
        openOverlay({
          anchor: event.currentTarget,
          label: label(),
          align: "end",
          content: () => (
            <WorkspaceProvider value={workspace}>
              <div class="popover why-popover" tabIndex={-1} ref={panel => queueMicrotask(() => panel.focus())}>
                <Why {...props} />
              </div>
            </WorkspaceProvider>
          ),
        })
      }
    >
      {access().why.short}
    </Button>
  )
}

function rightIn({ standing }: Reason, space: string): SpaceRight {
  return standing === null ? "none" : spaceRight(standing, space)
}

function sourceSentence(source: RightSource, who: string): string {
  const words = access().why.source
  switch (source.from) {
    case "role":
      return words[source.role](who)
    case "members":
      return words.members(access().rights[source.right])
    case "person":
      return words.person(who, access().rights[source.right])
    case "team":
      return words.team(source.name, access().rights[source.right])
  }
}

function ruleSentence({ rule }: Reason, who: string): string {
  return access().why.rule[rule](who)
}

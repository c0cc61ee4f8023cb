import type { SpaceId } from "@weft/model/base/ids"
import { useLocation, useRouter } from "@tanstack/solid-router"
import { createEffect, createMemo, on, onCleanup, onMount, Show, type JSX } from "solid-js"
import { useWorkspace } from "../data/context.ts"
import type { Peer, PeerScroll } from "../data/presence.ts"
import { Avatar } from "../parts/avatar.tsx"
import { hueOf } from "../parts/person-hue.ts"
import { presenceWords } from "../text/presence.ts"
import { Button } from "../ui/button.tsx"
import { showToast } from "../ui/toast.tsx"
import { spaceHref } from "./addresses.ts"
import "./follow-bar.css"

export interface FollowBarProps {
  /** The connection that is followed: one tab of a person. */
  readonly peer: string
  readonly onStop: () => void
}

/** Goes where somebody else goes until this person does something of their own, and says so. */
export function FollowBar(props: FollowBarProps): JSX.Element {
  let bar!: HTMLDivElement
  const workspace = useWorkspace()
  const router = useRouter()
  const location = useLocation()
  const find = (path: string) => workspace.presence.peers(path).find(({ peer }) => peer === props.peer)
  /** Where they are: what they tell everybody, and where they are known, what they tell their space. */
  const somewhere = createMemo(() => find("people"))
  const space = () => somewhere()?.space ?? null
  const inSpace = createMemo((): Peer | undefined => {
    const id = space()
    return id === null ? undefined : find(`space/${id}`)
  })
  const mayOpen = () => space() !== null && workspace.spaces().includes(space() as SpaceId)
  const href = createMemo(() => {
    const id = space()
    if (id === null || !mayOpen()) return null
    const at = inSpace()?.at ?? null
    const base = spaceHref(workspace.id, id)
    return at === null ? base : `${base}/${at}`
  })
  createEffect(
    on(href, wanted => {
      if (wanted === null) return
      const here = location().pathname + location().searchStr
      // In their space already, and they have not said where in it: stay.
      const isWithin = inSpace()?.at == null && here.startsWith(wanted)
      if (here !== wanted && !isWithin) router.history.replace(wanted)
    }),
  )
  createEffect(
    on(
      () => inSpace()?.scroll ?? null,
      scroll => scroll !== null && requestAnimationFrame(() => scrollTo(scroll)),
    ),
  )
  createEffect(
    on(somewhere, (now, before) => {
      if (now !== undefined || before === undefined) return
      showToast({ text: presenceWords().left(before.name) })
      props.onStop()
    }),
  )
  onMount(() => {
    const stop = (event: Event) => {
      if (event.target instanceof Node && bar.contains(event.target)) return
      if (event instanceof KeyboardEvent && ["Shift", "Control", "Alt", "Meta"].includes(event.key)) return
      if (event instanceof KeyboardEvent && event.key === "Escape") event.stopPropagation()
      props.onStop()
    }
    const signs = ["pointerdown", "keydown", "wheel"] as const
    for (const sign of signs) window.addEventListener(sign, stop, { capture: true, passive: true })
    onCleanup(() => {
      for (const sign of signs) window.removeEventListener(sign, stop, { capture: true })
    })
  })
  return (
    <div ref={bar} class="follow-bar" role="status" data-hue={hueOf(somewhere()?.member ?? "")}>
      <Show when={somewhere()}>
        {peer => (
          <>
            <Avatar person={{ id: peer().member, name: peer().name }} decorative />
            <span class="follow-words">
              {presenceWords().following(peer().name)}
              <Show when={peer().idle}> · {presenceWords().idle}</Show>
              <Show when={space() !== null && !mayOpen()}> · {presenceWords().elsewhere}</Show>
            </span>
            <Button size="small" shortcut="escape" onClick={() => props.onStop()}>
              {presenceWords().stop}
            </Button>
          </>
        )}
      </Show>
    </div>
  )
}

function scrollTo({ part, index, top, left }: PeerScroll): void {
  document.getElementsByClassName(part)[index]?.scrollTo({ top, left })
}

import { createMemo, onCleanup, Show, type Accessor, type JSX } from "solid-js"
import type { Peer, PeerTyping } from "../../data/presence.ts"
import { PresenceFlag } from "../../parts/presence-flag.tsx"
import { format } from "../../text/index.ts"
import { presenceWords } from "../../text/presence.ts"
import { useItem, type OpenItem } from "./item-context.ts"

const writingWords = () => ({
  title: presenceWords().writesTitle,
  comment: presenceWords().writesComment,
  reply: presenceWords().writesReply,
})

/** How long after the last letter somebody still counts as writing, in milliseconds. */
const TYPING_MILLIS = 4_000

/** Tells the others in which field of the item this person writes; the description has carets for that. */
export function createTyping({ workspace, space, id }: OpenItem): (event: Event) => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = (typing: PeerTyping | null) => workspace.presence.tell(`space/${space.id}`, { typing })
  const rest = () => {
    timer = undefined
    tell(null)
  }
  onCleanup(() => {
    if (timer === undefined) return
    clearTimeout(timer)
    rest()
  })
  return event => {
    const field = fieldOf(event.target)
    if (field === null) return
    clearTimeout(timer)
    timer = setTimeout(rest, TYPING_MILLIS)
    tell({ item: id, field })
  }
}

function fieldOf(target: EventTarget | null): PeerTyping["field"] | null {
  if (!(target instanceof Element)) return null
  if (target.closest(".item-title") !== null) return "title"
  if (target.closest(".reply-field") !== null) return "reply"
  return target.closest(".comment-field") === null ? null : "comment"
}

/** Who else writes in a field of the item now, each person once. Followed. */
export function createWriters(field: () => PeerTyping["field"]): Accessor<readonly Peer[]> {
  const { workspace, space, id } = useItem()
  return createMemo(() => {
    const peers = workspace.presence.peers(`space/${space.id}`)
    const here = peers.filter(({ typing }) => typing?.item === id && typing.field === field())
    return [...new Map(here.map(peer => [peer.member, peer])).values()]
  })
}

/** Says who else writes in a field of the item now. */
export function TypingHere(props: { readonly field: PeerTyping["field"] }): JSX.Element {
  const writers = createWriters(() => props.field)
  const words = () =>
    writingWords()[props.field](format().list(writers().map(({ name }) => name)), writers().length > 1)
  return (
    <Show when={writers()[0]}>
      {first => (
        <p class="typing-here">
          <PresenceFlag memberId={first().member} place="inline">
            {words()}
          </PresenceFlag>
        </p>
      )}
    </Show>
  )
}

import { noteCommentEdited, react, trashComment } from "@weft/model/actions/work"
import { isComputedId, type MemberId } from "@weft/model/base/ids"
import { BY_ITSELF } from "@weft/model/schema/escalation"
import { REACTIONS, reactionsOf, type Comment, type Reaction } from "@weft/model/schema/conversation"
import { plainTextOf, paragraphsOf, type ProseElement } from "@weft/model/schema/prose"
import { createMemo, createResource, createSignal, For, onCleanup, Show, untrack, type JSX } from "solid-js"
import type { TextEdit } from "../../data/text-edit.ts"
import { Avatar } from "../../parts/avatar.tsx"
import { ProseView } from "../../parts/prose-view.tsx"
import type { References } from "../../parts/references.ts"
import { whenWords } from "../../parts/when.ts"
import { editorWords } from "../../text/editor.ts"
import { itemPanel } from "../../text/item-panel.ts"
import { t } from "../../text/index.ts"
import { Button, IconButton } from "../../ui/button.tsx"
import { pencilIcon, replyIcon, smilePlusIcon, trash2Icon } from "../../ui/icons.ts"
import { openMenu } from "../../ui/menu.tsx"
import type { Quoted } from "./comment-field.tsx"
import type { Comments } from "./comments.ts"
import { isoTime } from "../../parts/iso-time.ts"
import { useItem } from "./item-context.ts"
import { createPeople } from "./people.ts"
import { loadWriting } from "./writing.ts"
import "./comments.css"

/** How each reaction is drawn. */
const EMOJI: Readonly<Record<Reaction, string>> = {
  "thumbs-up": "👍",
  "thumbs-down": "👎",
  heart: "❤️",
  party: "🎉",
  laugh: "😄",
  thinking: "🤔",
  eyes: "👀",
  rocket: "🚀",
  check: "✅",
  thanks: "🙏",
}

/** The most letters of a comment that a reply quotes. */
const QUOTED_LETTERS = 400

export interface CommentEntryProps {
  readonly comment: Comment
  readonly comments: Comments
  readonly references: References
  readonly mayComment: boolean
  /** What it is beside a conversation with somebody outside. */
  readonly mark?: JSX.Element
  readonly onQuote: (quoted: Quoted) => void
}

/** One comment: what it says, who reacted, and what can be done with it. */
export function CommentEntry(props: CommentEntryProps): JSX.Element {
  const { id, act, key, today, me } = useItem()
  const people = createPeople()
  const author = () => people(props.comment.author)
  const isMine = () => props.comment.author === me && props.mayComment
  const [edit, setEdit] = createSignal<TextEdit | null>(null)
  const content = createMemo(() => props.comments.content(props.comment), undefined, {
    equals: (left, right) => JSON.stringify(left) === JSON.stringify(right),
  })
  const finish = (isSaved: boolean) => {
    const standing = edit()
    setEdit(null)
    if (standing === null) return
    if (isSaved) {
      standing.save()
      act(noteCommentEdited, { item: id, comment: props.comment.id }, "")
    }
    standing.end()
  }
  onCleanup(() => untrack(edit)?.end())
  const quote = () => {
    const letters = plainTextOf(content().filter(node => !isQuote(node)))
    const cut = letters.length > QUOTED_LETTERS ? `${letters.slice(0, QUOTED_LETTERS).trimEnd()}…` : letters
    const attributes = { comment: props.comment.id, member: props.comment.author }
    const element: ProseElement = { element: "blockquote", attributes, content: paragraphsOf(cut) }
    props.onQuote({ content: [element] })
  }
  return (
    <li class="activity-comment" id={`comment-${props.comment.id}`}>
      <Avatar person={author()} size={28} decorative />
      <div class="comment">
        <div class="comment-head">
          {props.mark}
          <span class="comment-author">{author()?.name ?? itemPanel().somebody}</span>
          <time class="activity-when" datetime={isoTime(props.comment.at)}>
            {whenWords(props.comment.at, today())}
          </time>
          <Show when={isComputedId(props.comment.id) && props.comment.author !== BY_ITSELF}>
            <span class="activity-when">{itemPanel().imported}</span>
          </Show>
          <Show when={props.comment.editedAt > 0}>
            <span class="activity-when">{editorWords().edited}</span>
          </Show>
          <span class="item-head-space" />
          <Show when={props.mayComment && edit() === null}>
            <span class="comment-actions">
              <ReactionButton comment={props.comment} />
              <IconButton icon={replyIcon} size="small" label={editorWords().reply} onClick={quote} />
              <Show when={isMine()}>
                <IconButton
                  icon={pencilIcon}
                  size="small"
                  label={editorWords().editComment}
                  onClick={() => setEdit(props.comments.edit(props.comment))}
                />
                <IconButton
                  icon={trash2Icon}
                  size="small"
                  label={t().item.deleteComment}
                  onClick={() =>
                    act(trashComment, { item: id, comment: props.comment.id }, itemPanel().did.comment(key()))
                  }
                />
              </Show>
            </span>
          </Show>
        </div>
        <Show
          when={edit()}
          keyed
          fallback={
            <div class="comment-body">
              <ProseView
                content={content()}
                references={props.references}
                quoteHead={(comment, member) => (
                  <QuoteHead comment={comment} member={member as MemberId} comments={props.comments} />
                )}
              />
            </div>
          }
        >
          {standing => <CommentEditor edit={standing} references={props.references} onFinish={finish} />}
        </Show>
        <Reactions comment={props.comment} mayComment={props.mayComment} />
      </div>
    </li>
  )
}

function isQuote(node: unknown): boolean {
  return (node as Partial<ProseElement>).element === "blockquote"
}

interface QuoteHeadProps {
  readonly comment: string
  readonly member: MemberId
  readonly comments: Comments
}

/** Whose words are quoted; a press goes to them. A quote stands also when what it quotes was deleted. */
function QuoteHead(props: QuoteHeadProps): JSX.Element {
  const people = createPeople()
  const who = () => editorWords().wrote(people(props.member)?.name ?? itemPanel().somebody)
  return (
    <Show when={props.comments.has(props.comment)} fallback={`${who()} · ${editorWords().quotedGone}`}>
      <button
        type="button"
        class="comment-quoted"
        onClick={() =>
          document.querySelector(`#comment-${CSS.escape(props.comment)}`)?.scrollIntoView({ block: "center" })
        }
      >
        {who()}
      </button>
    </Show>
  )
}

interface CommentEditorProps {
  readonly edit: TextEdit
  readonly references: References
  readonly onFinish: (isSaved: boolean) => void
}

function CommentEditor(props: CommentEditorProps): JSX.Element {
  const [part] = createResource(loadWriting)
  const editor = () => (part.state === "ready" ? part()?.ProseEditor : undefined)
  return (
    <div
      class="comment-editor"
      onKeyDown={event => {
        if (event.key !== "Escape" || event.defaultPrevented) return
        event.preventDefault()
        event.stopPropagation()
        props.onFinish(false)
      }}
    >
      <Show when={editor()} keyed>
        {Editor => (
          <Editor
            fragment={props.edit.fragment}
            label={editorWords().editComment}
            placeholder={itemPanel().writeComment}
            references={props.references}
            mayWrite={true}
            isSmall={true}
            ref={handle => queueMicrotask(handle.focus)}
            onSubmit={() => props.onFinish(true)}
          />
        )}
      </Show>
      <div class="comment-editor-foot">
        <Button kind="primary" size="small" onClick={() => props.onFinish(true)}>
          {editorWords().saveComment}
        </Button>
        <Button kind="quiet" size="small" onClick={() => props.onFinish(false)}>
          {editorWords().cancelEdit}
        </Button>
      </div>
    </div>
  )
}

interface ReactionsProps {
  readonly comment: Comment
  readonly mayComment: boolean
}

function Reactions(props: ReactionsProps): JSX.Element {
  const { me } = useItem()
  const people = createPeople()
  const toggle = createToggle(() => props.comment)
  const given = () => reactionsOf(props.comment.reactions)
  const names = (members: readonly MemberId[]) =>
    members.map(member => people(member)?.name ?? itemPanel().somebody).join(", ")
  return (
    <Show when={given().length > 0}>
      <div class="comment-reactions" role="group" aria-label={editorWords().reactions}>
        <For each={given()}>
          {({ reaction, members }) => (
            <button
              type="button"
              class="comment-reaction"
              disabled={!props.mayComment}
              aria-pressed={members.includes(me)}
              aria-label={editorWords().reaction(editorWords().emoji[reaction], names(members), members.length)}
              data-tooltip={names(members)}
              onClick={() => toggle(reaction)}
            >
              <span aria-hidden="true">{EMOJI[reaction]}</span> {members.length}
            </button>
          )}
        </For>
      </div>
    </Show>
  )
}

function ReactionButton(props: { readonly comment: Comment }): JSX.Element {
  const toggle = createToggle(() => props.comment)
  return (
    <IconButton
      icon={smilePlusIcon}
      size="small"
      label={editorWords().react}
      aria-haspopup="menu"
      onClick={event =>
        openMenu({
          anchor: event.currentTarget,
          label: editorWords().react,
          align: "end",
          entries: () =>
            REACTIONS.map(reaction => ({
              label: editorWords().emoji[reaction],
              glyph: () => <span aria-hidden="true">{EMOJI[reaction]}</span>,
              onSelect: () => toggle(reaction),
            })),
        })
      }
    />
  )
}

/** Gives one's own reaction to a comment, or takes it back. */
function createToggle(comment: () => Comment): (reaction: Reaction) => void {
  const { id, act, key, me } = useItem()
  return reaction => {
    const given = reactionsOf(comment().reactions).find(standing => standing.reaction === reaction)
    const isGiven = given?.members.includes(me) !== true
    act(react, { item: id, comment: comment().id, reaction, isGiven }, editorWords().did.reaction(key()))
  }
}

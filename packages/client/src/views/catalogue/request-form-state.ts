import { answerWorldOf, submitRequest } from "@weft/model/actions/request"
import type { ItemId, SpaceId } from "@weft/model/base/ids"
import { EMPTY_OFFERING, wordsIn, type OfferingContent } from "@weft/model/schema/offering-content"
import { ticketOfDraft } from "@weft/model/schema/catalogue"
import type { Answer } from "@weft/model/schema/request-answer"
import type { Snapshot } from "@weft/model/schema/snapshot"
import type { CatalogueOffering } from "@weft/model/service/catalogue"
import { readForm, type AnswerFault } from "@weft/model/service/request-form"
import { createEffect, createMemo, createSignal, on, onCleanup, untrack, type Accessor } from "solid-js"
import { createToday, useWorkspace } from "../../data/context.ts"
import { spaceReady } from "../../data/space-ready.ts"
import type { Workspace } from "../../data/workspace.ts"
import { sayRefusal } from "../../parts/acting.ts"
import { catalogueWords } from "../../text/catalogue.ts"
import { language } from "../../text/index.ts"
import { emptyDraft, isWritten, keptDraft, readDraft, type RequestDraft } from "./request-draft.ts"

/** A request while it is written. */
export interface RequestFormState {
  readonly workspace: Workspace
  readonly space: SpaceId
  /** What the offering says now; its form is what is filled in. Followed. */
  readonly content: Accessor<OfferingContent>
  readonly draft: Accessor<RequestDraft>
  readonly write: (fields: Partial<RequestDraft>) => void
  readonly answer: (field: string, answer: Answer | null) => void
  /** What is wrong, once somebody has tried to hand it in. Followed. */
  readonly faults: Accessor<ReadonlyMap<string, AnswerFault>>
  /** Whether the offering has a new version since the draft was begun. Followed. */
  readonly isNewer: Accessor<boolean>
  readonly isWritten: Accessor<boolean>
  /** Keeps what was written on this device. */
  readonly keep: () => void
  readonly discard: () => void
  /** Makes the ticket; answers whether that was done. */
  readonly submit: () => Promise<boolean>
}

export interface RequestFormOptions {
  readonly space: SpaceId
  readonly chosen: Accessor<CatalogueOffering>
  readonly onMade: (ticket: ItemId) => void
}

const NO_FAULTS: ReadonlyMap<string, AnswerFault> = new Map()

/** How long handing in waits for a space that is not here yet, in milliseconds. */
const WAIT_FOR_SPACES = 5_000

/** How soon what is written is kept on this device, in milliseconds. */
const KEEP_AFTER = 400

/** A request for the chosen offering; what was kept of an earlier one is in it. */
export function createRequestForm({ space, chosen, onMade }: RequestFormOptions): RequestFormState {
  const workspace = useWorkspace()
  const today = createToday(() => workspace.now())
  const kept = keptDraft(
    space,
    untrack(() => chosen().offering.id),
  )
  const content = () => chosen().version.content ?? EMPTY_OFFERING
  const fresh = () => emptyDraft(chosen().version.id, content().priority, workspace.random)
  const begun = untrack(() => readDraft(kept.kept()) ?? fresh())
  const [draft, setDraft] = createSignal(begun)
  const [tried, setTried] = createSignal(false)
  const [isDone, setDone] = createSignal(false)
  const keep = () => !isDone() && kept.keep(isWritten(draft()) ? draft() : null)
  const faults = createMemo(() =>
    tried() ? readForm(content().form, draft().answers, answerWorldOf(workspace.snapshot(space))).faults : NO_FAULTS,
  )
  createEffect(
    on(
      draft,
      () => {
        const timer = setTimeout(keep, KEEP_AFTER)
        onCleanup(() => clearTimeout(timer))
      },
      { defer: true },
    ),
  )
  onCleanup(keep)
  const write = (fields: Partial<RequestDraft>) => setDraft(before => ({ ...before, ...fields }))

  let isUnderWay = false
  const submit = async (): Promise<boolean> => {
    setTried(true)
    if (faults().size > 0 || isUnderWay) return false
    isUnderWay = true
    return handIn().finally(() => (isUnderWay = false))
  }
  const handIn = async (): Promise<boolean> => {
    const others = await otherSpaces(workspace, space, content())
    const { id, title, answers, channel, priority, description, requester } = draft()
    const says = catalogueWords().step.request(wordsIn(content().title, language()))
    const refusal = workspace.run(
      space,
      submitRequest,
      {
        draft: id,
        title,
        version: chosen().version.id,
        answers,
        language: language(),
        today: today(),
        others,
        description,
        fields: {
          channel,
          priority,
          ...(requester !== null && "known" in requester && { requester: requester.known }),
        },
        ...(requester !== null && "made" in requester && { newRequester: requester.made }),
      },
      says,
    )
    if (refusal !== null) {
      sayRefusal(refusal)
      return false
    }
    setDone(true)
    kept.keep(null)
    onMade(ticketOfDraft(id))
    return true
  }

  return {
    workspace,
    space,
    content,
    draft,
    write,
    answer: (field, answer) => {
      const { [field]: _, ...rest } = draft().answers
      write({ answers: answer === null ? rest : { ...rest, [field]: answer } })
    },
    faults,
    isNewer: () => draft().version !== chosen().version.id,
    isWritten: () => isWritten(draft()),
    keep,
    discard: () => {
      setTried(false)
      setDraft(fresh())
    },
    submit,
  }
}

/** The other spaces in which an offering makes tasks, as far as they come within a moment: offline, one may not be here. */
async function otherSpaces(
  workspace: Workspace,
  home: SpaceId,
  { tasks }: OfferingContent,
): Promise<ReadonlyMap<SpaceId, Snapshot>> {
  const wanted = new Set(tasks.flatMap(({ space }) => (space === null || space === home ? [] : [space])))
  const here = [...wanted].filter(space => workspace.spaces().includes(space))
  const ready = Promise.all(here.map(space => spaceReady(workspace.space(space))))
  await Promise.race([ready, new Promise(resolve => setTimeout(resolve, WAIT_FOR_SPACES))])
  const found = here.filter(space => workspace.space(space).ready())
  return new Map(found.map(space => [space, workspace.snapshot(space)]))
}

import {
  closeProject,
  dismissLate,
  leaveOpen,
  moveProject,
  patchCharter,
  reopenProject,
} from "@weft/model/actions/charter"
import { charterOf, isClosedProject } from "@weft/model/plan/charter-of-space"
import { closingFindings, itemOfRecord, lateEdits, type ClosingFinding } from "@weft/model/plan/closing"
import { PROJECT_STATES, type Charter, type ProjectState as Life, type RecordName } from "@weft/model/schema/steering"
import { createMemo, createSignal, For, Show, untrack, type JSX } from "solid-js"
import { itemKey } from "../../data/context.ts"
import { createRow } from "../../data/rows-where.ts"
import { LongText } from "../../parts/long-text.tsx"
import { itemHref } from "../../parts/space-link.ts"
import { whenWords } from "../../parts/when.ts"
import { format } from "../../text/index.ts"
import { projectWords } from "../../text/project.ts"
import { Button } from "../../ui/button.tsx"
import { TextInput } from "../../ui/field.tsx"
import { Icon } from "../../ui/icon.tsx"
import { checkIcon, lockIcon, triangleAlertIcon } from "../../ui/icons.ts"
import { Lock } from "../../ui/lock.tsx"
import { PageSection } from "../../ui/page.tsx"
import { DayField, PersonField } from "./form-parts.tsx"
import { ItemNames } from "./item-names.tsx"
import { useProject } from "./project-state.ts"
import { StandingValues } from "./standing-values.tsx"

/** What a project is for, where it is in its life, and its closing. */
export function CharterSection(): JSX.Element {
  const state = useProject()
  const words = () => projectWords().charter
  const charter = createMemo(() => charterOf(state.snapshot()))
  const isClosed = () => isClosedProject(charter())
  const names = (): Readonly<Record<string, string>> => {
    const { goal, start, end, sponsor, lessons } = words()
    return { goal, start, end, sponsor, lessons }
  }
  const patch = (fields: Parameters<typeof patchCharter.decide>[1]) =>
    void state.act(patchCharter, fields, words().did.charter)
  return (
    <>
      <Show when={isClosed()}>
        <ClosedNotice />
      </Show>
      <LateNotice />
      <LifeSection />
      <PageSection title={words().charter}>
        <Show when={charter()?.ticket && charter()}>{told => <Origin charter={told()} />}</Show>
        <Lock locked={!state.mayManage() || isClosed()}>
          <div class="project-form">
            <Show when={charter()}>
              {written => (
                <StandingValues
                  kind="charters"
                  id={written().id}
                  conflicts={written().conflicts}
                  nameOf={field => names()[field]}
                  says={words().did.charter}
                />
              )}
            </Show>
            <LongText
              label={words().goal}
              hint={words().goalHint}
              value={charter()?.goal ?? ""}
              onSave={goal => patch({ goal })}
            />
            <div class="project-fields">
              <DayField label={words().start} value={charter()?.start ?? null} onPick={start => patch({ start })} />
              <DayField label={words().end} value={charter()?.end ?? null} onPick={end => patch({ end })} />
              <PersonField
                label={words().sponsor}
                value={charter()?.sponsor ?? null}
                onPick={sponsor => patch({ sponsor })}
              />
            </div>
            <LongText
              label={words().lessons}
              hint={words().lessonsHint}
              value={charter()?.lessons ?? ""}
              onSave={lessons => patch({ lessons })}
            />
          </div>
        </Lock>
      </PageSection>
      <Show when={!isClosed()}>
        <ClosingSection />
      </Show>
    </>
  )
}

/** The ticket that became the project. */
function Origin(props: { readonly charter: Charter }): JSX.Element {
  const state = useProject()
  const { ticket, space } = untrack(() => ({
    ticket: props.charter.ticket!,
    space: state.workspace.space(props.charter.ticketSpace ?? state.space.id),
  }))
  const row = createRow("items", () => ({ live: space.live, id: ticket }))
  return (
    <Show when={row()}>
      {standing => (
        <p class="project-note">
          {projectWords().charter.cameFrom}{" "}
          <a class="project-link" href={itemHref(state.workspace.id, space.id, ticket)}>
            {itemKey(space, { id: ticket, number: standing().read("number") })} {standing().read("title")}
          </a>
        </p>
      )}
    </Show>
  )
}

/** The states one after the other, and the steps from the one that holds. */
function LifeSection(): JSX.Element {
  const state = useProject()
  const words = () => projectWords().charter
  const now = (): Life => charterOf(state.snapshot())?.state ?? "active"
  const move = (to: Life) => void state.act(moveProject, { to }, words().did.state(words().states[to]))
  return (
    <PageSection title={words().life} {...(now() === "request" ? { hint: words().needs } : {})}>
      <ol class="project-life">
        <For each={PROJECT_STATES}>
          {life => (
            <li
              aria-current={now() === life ? "step" : undefined}
              data-past={PROJECT_STATES.indexOf(life) < PROJECT_STATES.indexOf(now()) ? "" : undefined}
            >
              {words().states[life]}
            </li>
          )}
        </For>
      </ol>
      <Lock locked={!state.mayManage()}>
        <div class="project-actions">
          <Show when={now() === "request"}>
            <Button onClick={() => move("chartered")}>{words().steps.chartered}</Button>
          </Show>
          <Show when={now() === "chartered"}>
            <Button onClick={() => move("active")}>{words().steps.active}</Button>
            <Button kind="quiet" onClick={() => move("request")}>
              {words().steps.request}
            </Button>
          </Show>
          <Show when={now() === "active"}>
            <Show
              when={charterOf(state.snapshot()) !== undefined}
              fallback={
                <Button kind="quiet" onClick={() => move("request")}>
                  {words().asRequest}
                </Button>
              }
            >
              <Button kind="quiet" onClick={() => move("chartered")}>
                {words().backToCharter}
              </Button>
            </Show>
          </Show>
          <Show when={now() === "closed"}>
            <Button onClick={() => move("archived")}>{words().steps.archived}</Button>
          </Show>
          <Show when={now() === "archived"}>
            <Button kind="quiet" onClick={() => move("closed")}>
              {words().steps.closed}
            </Button>
          </Show>
        </div>
      </Lock>
    </PageSection>
  )
}

function ClosedNotice(): JSX.Element {
  const state = useProject()
  const words = () => projectWords().charter
  const charter = () => charterOf(state.snapshot())
  return (
    <section class="project-notice">
      <Icon icon={lockIcon} />
      <div>
        <p class="project-strong">
          {words().closed(
            state.nameOf(charter()?.closedBy ?? null),
            whenWords(charter()?.closedAt ?? 0, state.today()),
          )}
        </p>
        <p class="project-note">{words().closedBody}</p>
      </div>
      <Show when={state.mayManage()}>
        <Button onClick={() => void state.act(reopenProject, {}, words().did.reopen)}>{words().reopen}</Button>
      </Show>
    </section>
  )
}

/** What was edited beside the closing: while it is closed as it is now, after reopening as it was then. */
function LateNotice(): JSX.Element {
  const state = useProject()
  const words = () => projectWords().charter
  const isClosed = () => isClosedProject(charterOf(state.snapshot()))
  const late = createMemo(() => (isClosed() ? lateEdits(state.snapshot()) : (charterOf(state.snapshot())?.late ?? [])))
  const names = createMemo(() => {
    const said = late().map(record => ({ record, item: itemOfRecord(state.snapshot(), record) }))
    return said.map(({ record, item }) => ({ kind: kindWords(record), item, title: titleOf(record, item) }))
  })
  const kindWords = ({ kind }: RecordName) => words().lateKinds[kind] ?? kind
  const titleOf = ({ kind, id }: RecordName, item: string | null) =>
    item === null ? (kind === "risks" && state.snapshot().risks.get(id)?.title) || "" : state.titleOf(item)
  return (
    <Show when={late().length > 0}>
      <section class="project-notice" data-tone="soon">
        <Icon icon={triangleAlertIcon} />
        <div>
          <p class="project-strong">
            {words().late}: {format().number(late().length)}
          </p>
          <p class="project-note">{words().lateHint}</p>
          <ul class="project-names">
            <For each={names()}>
              {({ kind, item, title }) => (
                <li>
                  <span class="project-note">{kind}</span>{" "}
                  <Show when={item} fallback={title}>
                    {id => <a href={itemHref(state.workspace.id, state.space.id, id())}>{title}</a>}
                  </Show>
                </li>
              )}
            </For>
          </ul>
        </div>
        <Show when={!isClosed() && state.mayManage()}>
          <Button onClick={() => void state.act(dismissLate, {}, words().did.seen)}>{words().seen}</Button>
        </Show>
      </section>
    </Show>
  )
}

/** What is open, each to be settled or left, and the closing itself. */
function ClosingSection(): JSX.Element {
  const state = useProject()
  const words = () => projectWords().charter
  const findings = createMemo(() => closingFindings(state.snapshot()))
  const isSettled = () => findings().every(({ left }) => left !== null)
  return (
    <PageSection title={words().closing} hint={words().closingHint}>
      <Lock locked={!state.mayManage()}>
        <Show when={findings().length > 0} fallback={<p class="page-empty">{words().nothingOpen}</p>}>
          <ul class="page-rows">
            <For each={findings().map(({ check }) => check)}>
              {check => (
                <Show when={findings().find(finding => finding.check === check)}>
                  {finding => <FindingRow finding={finding()} />}
                </Show>
              )}
            </For>
          </ul>
        </Show>
        <div class="project-actions">
          <Button
            kind="primary"
            disabled={!isSettled()}
            onClick={() => void state.act(closeProject, {}, words().did.close)}
          >
            {words().close}
          </Button>
        </div>
      </Lock>
    </PageSection>
  )
}

function FindingRow(props: { readonly finding: ClosingFinding }): JSX.Element {
  const state = useProject()
  const words = () => projectWords().charter
  const [note, setNote] = createSignal("")
  const says = () => words().checks[props.finding.check](format().number(props.finding.found.length))
  const leave = (text: string | null) =>
    void state.act(leaveOpen, { check: props.finding.check, note: text }, words().did.left)
  const items = () => props.finding.found.flatMap(({ kind, id }) => (kind === "items" ? id : []))
  return (
    <li class="project-finding" data-left={props.finding.left === null ? undefined : ""}>
      <Icon icon={props.finding.left === null ? triangleAlertIcon : checkIcon} />
      <div>
        <p>{says()}</p>
        <ItemNames items={items()} />
        <Show when={props.finding.left !== null}>
          <p class="project-note">
            {words().left}
            {props.finding.left === "" ? "" : `: ${props.finding.left ?? ""}`}
          </p>
        </Show>
      </div>
      <Show
        when={props.finding.left === null}
        fallback={
          <Button size="small" onClick={() => leave(null)}>
            {words().settle}
          </Button>
        }
      >
        <form
          class="project-leave"
          onSubmit={event => {
            event.preventDefault()
            leave(note())
          }}
        >
          <TextInput
            aria-label={words().leaveNote(says())}
            placeholder={words().notePlaceholder}
            value={note()}
            onValue={setNote}
          />
          <Button size="small" type="submit">
            {words().leave}
          </Button>
        </form>
      </Show>
    </li>
  )
}

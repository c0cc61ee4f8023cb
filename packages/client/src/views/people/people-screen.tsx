import { addMember, createTeam } from "@weft/model/actions/space"
import { restoreRecords, type RestorableKind } from "@weft/model/actions/trash"
import { newId, type MemberId, type SpaceId, type TeamId } from "@weft/model/base/ids"
import { living } from "@weft/model/schema/snapshot"
import { createMemo, For, Show, type JSX } from "solid-js"
import { useWorkspace } from "../../data/context.ts"
import { AddLine } from "../../parts/add-line.tsx"
import { useAct } from "../../parts/acting.ts"
import { admin } from "../../text/admin.ts"
import { locale } from "../../text/index.ts"
import { Button } from "../../ui/button.tsx"
import { Lock } from "../../ui/lock.tsx"
import { Page, PageSection } from "../../ui/page.tsx"
import { MemberRow } from "./member-row.tsx"
import { TeamRow } from "./team-row.tsx"
import "./people-screen.css"

export interface PeopleScreenProps {
  readonly onOpenSidebar: () => void
  /** Draws who belongs to the workspace, where a relay with accounts keeps that. */
  readonly membership?: (() => JSX.Element) | undefined
}

/** Who belongs to the workspace, whom an import named, and the teams. */
export function PeopleScreen(props: PeopleScreenProps): JSX.Element {
  const workspace = useWorkspace()
  const act = useAct(() => "" as SpaceId)
  const words = () => admin().people
  const byName = createMemo(() => {
    const collator = new Intl.Collator(locale())
    return (left: { readonly name: string }, right: { readonly name: string }) =>
      collator.compare(left.name, right.name)
  })
  const members = createMemo(() => living(workspace.live.table("members")).sort(byName()))
  const placeholders = () => members().filter(member => member.placeholder)
  const teams = createMemo(() => living(workspace.live.table("teams")).sort(byName()))
  const removed = createMemo(() => {
    const gone = (kind: "members" | "teams") =>
      [...workspace.live.table(kind).values()]
        .filter(row => row.deleted !== null)
        .map(({ id, name }) => ({ kind: kind as RestorableKind, id: id as string, name }))
    return [...gone("members"), ...gone("teams")].sort(byName())
  })
  const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)
  const addPlaceholder = (name: string) =>
    void act(addMember, { id: newId<MemberId>(workspace.random), name, placeholder: true }, words().did.added(name))
  const addTeam = (name: string) =>
    void act(createTeam, { id: newId<TeamId>(workspace.random), name, members: [] }, words().did.team(name))

  // Rows go by id, so that a field that somebody types in stays while others change.
  return (
    <Page title={words().title} onOpenSidebar={props.onOpenSidebar}>
      <Show
        when={props.membership}
        fallback={
          <PageSection title={words().members}>
            <ul class="page-rows">
              <For each={idsOf(members().filter(member => !member.placeholder))}>
                {id => (
                  <Show when={workspace.live.table("members").get(id)}>
                    {member => <MemberRow member={member()} />}
                  </Show>
                )}
              </For>
            </ul>
          </PageSection>
        }
      >
        {membership => membership()()}
      </Show>
      <Lock locked={!workspace.mayWrite("people")}>
        <PageSection title={words().placeholders} hint={words().placeholdersHint}>
          <Show when={placeholders().length > 0}>
            <ul class="page-rows">
              <For each={idsOf(placeholders())}>
                {id => (
                  <Show when={workspace.live.table("members").get(id)}>
                    {member => <MemberRow member={member()} />}
                  </Show>
                )}
              </For>
            </ul>
          </Show>
          <AddLine label={words().addPlaceholder} onAdd={addPlaceholder} />
        </PageSection>
      </Lock>
      <Lock locked={!workspace.mayWrite("directory")}>
        <PageSection title={words().teams}>
          <Show when={teams().length > 0} fallback={<p class="page-empty">{words().teamsEmpty}</p>}>
            <ul class="page-rows">
              <For each={idsOf(teams())}>
                {id => <Show when={workspace.live.table("teams").get(id)}>{team => <TeamRow team={team()} />}</Show>}
              </For>
            </ul>
          </Show>
          <AddLine label={words().addTeam} onAdd={addTeam} />
        </PageSection>
      </Lock>
      <Show when={removed().length > 0}>
        <PageSection title={words().removed}>
          <ul class="page-rows">
            <For each={removed()}>
              {row => (
                <li class="page-row">
                  <span class="removed-kind">{admin().trash.kinds[row.kind]}</span>
                  <span class="removed-name">{row.name}</span>
                  <Button
                    size="small"
                    aria-label={admin().trash.restoreNamed(row.name)}
                    onClick={() => void act(restoreRecords, { records: [row] }, words().did.added(row.name))}
                  >
                    {admin().trash.restore}
                  </Button>
                </li>
              )}
            </For>
          </ul>
        </PageSection>
      </Show>
    </Page>
  )
}

import { addMember, createTeam, nameWorkspace, patchMember } from "../actions/space.ts"
import { addAbsence, setWorkDay } from "../actions/calendar.ts"
import { newId, type AbsenceId, type MemberId, type SpaceId, type TeamId, type WorkspaceId } from "../base/ids.ts"
import type { Random } from "../base/random.ts"
import type { DocumentContents } from "../schema/stored.ts"
import { Days } from "./days.ts"
import { ACCOUNTS_TEAM, WORKPLACE_TEAM } from "./help-desk-catalogue.ts"
import { HELP_DESK } from "./help-desk.ts"
import { MIGRATION } from "./migration.ts"
import { NAMES } from "./names.ts"
import { Narrator } from "./narrator.ts"
import { ODD_JOBS } from "./odd-jobs.ts"
import { say, TEAM, type Day, type Said, type StoryLanguage, type Teammate } from "./story.ts"
import { tellSpace, type Scene } from "./tell-space.ts"

export interface ExampleOptions {
  readonly workspace: WorkspaceId
  readonly language: StoryLanguage
  /** Milliseconds since 1970; nothing in the example is later. */
  readonly now: number
  /** How far the local time is ahead of UTC, in minutes. */
  readonly zoneMinutes: number
  readonly random: Random
}

export interface Example {
  readonly name: string
  /** Who of the team opens it. */
  readonly me: MemberId
  readonly myName: string
  /** The space to show first. */
  readonly space: SpaceId
  readonly documents: readonly DocumentContents[]
}

/** Who is away, from one day to another. */
const ABSENCES: readonly {
  readonly who: Teammate
  readonly from: Day
  readonly to: Day
  readonly tentative?: boolean
}[] = [
  { who: "ben", from: -11, to: -10 },
  { who: "clara", from: 7, to: 8 },
  { who: "elif", from: 5, to: 5 },
  { who: "david", from: 28, to: 32, tentative: true },
]

/** Days of the week on which somebody never works here: Finn is at the vocational school, Elif works four days. */
const DAYS_OFF: readonly { readonly who: Teammate; readonly weekday: number }[] = [
  { who: "finn", weekday: 2 },
  { who: "elif", weekday: 5 },
]

const WORKSPACE_NAME = say("Example: an IT team", "Beispiel: ein IT-Team")
const TEAM_NAME = say("IT", "IT")

/** The teams within the team. */
const TEAMS: readonly { readonly team: Said; readonly of: readonly Teammate[] }[] = [
  { team: WORKPLACE_TEAM, of: ["ben", "finn"] },
  { team: ACCOUNTS_TEAM, of: ["clara", "elif"] },
]

/** A hue for everybody, so that no two look alike. */
const HUES: Readonly<Record<Teammate, number>> = { ana: 1, ben: 4, clara: 7, david: 3, elif: 6, finn: 2 }

/** When the workspace was begun: before all that happens in its spaces. */
const FOUNDED = { day: -45, part: 0 }

/**
 * Builds the example workspace: an IT team that runs a migration project, a help desk and odd jobs at the same time, with
 * some weeks of work told from the present day. All of it was done through actions. The same arguments give the same
 * documents.
 */
export function buildExample({ workspace, language, now, zoneMinutes, random }: ExampleOptions): Example {
  const narrator = new Narrator(random)
  const people = Object.fromEntries(TEAM.map(who => [who, newId<MemberId>(random)])) as Record<Teammate, MemberId>
  const days = new Days(now, zoneMinutes)
  const name = WORKSPACE_NAME[language]
  const founded = days.at(FOUNDED.day, FOUNDED.part)
  const nowhere = "" as SpaceId
  narrator.note(founded, people.ana, nowhere, nameWorkspace, { workspace, name })
  for (const who of TEAM) {
    narrator.note(founded, people.ana, nowhere, addMember, { id: people[who], name: NAMES[who] })
    narrator.note(founded, people.ana, nowhere, patchMember, { member: people[who], hue: HUES[who] })
  }
  narrator.note(founded, people.ana, nowhere, createTeam, {
    id: newId<TeamId>(random),
    name: TEAM_NAME[language],
    members: TEAM.map(who => people[who]),
  })
  for (const { team, of } of TEAMS)
    narrator.note(founded, people.ana, nowhere, createTeam, {
      id: newId<TeamId>(random),
      name: team[language],
      members: of.map(who => people[who]),
    })
  tellHours(narrator, days, people, random)
  const scene: Scene = { language, days, random, narrator, people }
  const space = tellSpace(scene, MIGRATION)
  tellSpace(scene, HELP_DESK)
  tellSpace(scene, ODD_JOBS)
  return { name, me: people.ana, myName: NAMES.ana, space, documents: narrator.tell() }
}

/** Tells who works less than the others, and who is away. */
function tellHours(narrator: Narrator, days: Days, people: Readonly<Record<Teammate, MemberId>>, random: Random): void {
  const at = days.at(FOUNDED.day, FOUNDED.part)
  const nowhere = "" as SpaceId
  for (const { who, weekday } of DAYS_OFF)
    narrator.note(at, people.ana, nowhere, setWorkDay, { member: people[who], weekday, shifts: [] })
  for (const { who, from, to, tentative } of ABSENCES)
    narrator.note(at, people[who], nowhere, addAbsence, {
      id: newId<AbsenceId>(random),
      member: people[who],
      ...{ from: days.date(from), to: days.date(to) },
      ...(tentative && { tentative }),
    })
}

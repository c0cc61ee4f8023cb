import * as Y from "yjs"
import { createSpace, nameWorkspace } from "@weft/model/actions/space"
import {
  newId,
  newWorkspaceId,
  type BoardId,
  type MemberId,
  type SpaceId,
  type StatusId,
  type WorkspaceId,
} from "@weft/model/base/ids"
import { ranksBetween } from "@weft/model/base/rank"
import { seededRandom } from "@weft/model/base/random"
import { isRefusal } from "@weft/model/base/result"
import { WorkspaceReplica } from "@weft/model/replica/workspace-replica"
import type { Change } from "@weft/model/schema/change"
import { PRIORITIES } from "@weft/model/schema/item"
import { living } from "@weft/model/schema/snapshot"
import { workflowOf } from "@weft/model/tasks/workflow"
import { BareClient } from "./relay.ts"

/** A workspace with one space of many items, as a relay holds it. */
export interface SeededWorkspace {
  readonly workspace: WorkspaceId
  readonly space: SpaceId
  readonly board: BoardId
  readonly statuses: readonly StatusId[]
}

const AUTHOR = "author" as MemberId

/** Builds a workspace of the wanted size, the same for the same seed, and leaves it with a relay. */
export async function seedWorkspace(relayUrl: string, items: number, seed = 1): Promise<SeededWorkspace> {
  const random = seededRandom(seed)
  let now = Date.UTC(2026, 10, 2, 9)
  const replica = new WorkspaceReplica({ now: () => now++, random, clientId: 7 + seed })
  const [workspace, space] = [newWorkspaceId(random), newId<SpaceId>(random)]
  const statuses = { backlog: "Backlog", waiting: "Ready", active: "In progress", paused: "Waiting", done: "Done" }
  const words = { board: "Board", type: "Task", statuses }
  refuseNothing(replica.perform(nameWorkspace, space, { workspace, name: "Northgate IT" }, AUTHOR))
  const project = { id: space, name: "ERP migration", kind: "project", prefix: "ERP", words } as const
  refuseNothing(replica.perform(createSpace, space, project, AUTHOR))
  const snapshot = replica.snapshot(space)
  const board = living(snapshot.boards)[0]!.id
  const workflow = workflowOf(snapshot)
  const ranks = ranksBetween(null, null, items, random)
  const changes = ranks.map((rank, index): Change => {
    const status = workflow[index % workflow.length]!.id
    const due = index % 3 === 0 ? { due: `2026-12-${String(1 + (index % 28)).padStart(2, "0")}` } : {}
    const values = {
      title: `Item ${index + 1}: ${TITLES[index % TITLES.length]}`,
      status,
      rank,
      createdAt: now,
      priority: PRIORITIES[index % 5],
    }
    const seeded = { ...values, ...due, [`place-${board}`]: [status, rank] }
    return { do: "create", document: `space/${space}`, kind: "items", id: newId(random), seed: seeded }
  })
  replica.write(changes, AUTHOR)
  await push(relayUrl, workspace, replica)
  return { workspace, space, board, statuses: workflow.map(status => status.id) }
}

const TITLES = [
  "Map customer fields to the new schema",
  "Load test with 120 sessions",
  "Draft the roll-back plan",
  "Book rooms for training",
]

function refuseNothing(answer: unknown): void {
  if (isRefusal(answer)) throw new Error(`the seeding was refused: ${answer.reason}`)
}

async function push(relayUrl: string, workspace: string, replica: WorkspaceReplica): Promise<void> {
  const client = await BareClient.connect(relayUrl)
  let channel = 0
  for (const path of replica.paths) {
    await client.join(++channel, `${workspace}/${path}`)
    await client.write(channel, 1, Y.encodeStateAsUpdate(replica.document(path)!.doc))
  }
  await client.close()
}

import { Hono, type Context } from "hono"
import type { AccessWorld } from "../access/access-world.ts"
import { deny } from "../access/denial.ts"
import { changeRole, removeMember, renameMember } from "../access/members.ts"
import { readAudit, rosterFor, whyFor, workspacesOf } from "../access/roster.ts"
import type { Seen } from "../access/seen.ts"
import { setSpaceRight } from "../access/space-rights.ts"
import { putTeam, removeTeam } from "../access/teams.ts"
import { renameWorkspace, shareWorkspace } from "../access/workspaces.ts"
import { smallBodies, tooMany } from "../http/api-care.ts"
import { RateLimit } from "../http/rate-limit.ts"
import { asPerson, known, withBody, type AskWho, type Outcome } from "./as-person.ts"
import { identifier, isUnfit, readShape } from "./body-shape.ts"
import { memberChange, named, newWorkspace, rightChange, team } from "./workspace-bodies.ts"

/** How often one person may share a workspace, and change something in any. */
const SHARES = { burst: 20, everyMillis: 60_000 }
const CHANGES = { burst: 300, everyMillis: 200 }

export interface WorkspacesDoorOptions {
  readonly world: AccessWorld
  readonly who: AskWho
  readonly seen: Seen
}

/** Workspaces, members, teams, rights and what was done to them, as `wire/api.ts` lists it. */
export function workspacesDoor({ world, who, seen }: WorkspacesDoorOptions): Hono {
  const app = new Hono()
  const shares = new RateLimit(world.clock, SHARES)
  const changes = new RateLimit(world.clock, CHANGES)

  /** Answers a person about the workspace of the path. */
  const inside = (answer: (context: Context, person: string, workspace: string) => Outcome | Promise<Outcome>) =>
    asPerson(who, (context, person) => {
      const workspace = context.req.param("workspace") ?? ""
      seen.note(workspace, person)
      return answer(context, person, workspace)
    })
  const changing = (answer: (context: Context, person: string, workspace: string) => Outcome | Promise<Outcome>) =>
    inside((context, person, workspace) => {
      const wait = changes.take(person)
      return wait > 0 ? tooMany(wait) : answer(context, person, workspace)
    })

  app.use("/api/workspaces", smallBodies)
  app.use("/api/workspaces/*", smallBodies)

  app.get(
    "/api/workspaces",
    known(who, (_, { person, scope }) =>
      workspacesOf(world, person).filter(({ id }) => scope === null || scope.workspace === id),
    ),
  )
  app.post(
    "/api/workspaces",
    asPerson(who, (context, person) => {
      const wait = shares.take(person)
      if (wait > 0) return tooMany(wait)
      return withBody(context, newWorkspace, own => shareWorkspace(world, person, own))
    }),
  )
  app.get(
    "/api/workspaces/:workspace",
    inside((_, person, workspace) => rosterFor(world, person, workspace)),
  )
  app.patch(
    "/api/workspaces/:workspace",
    changing((context, person, workspace) =>
      withBody(context, named, ({ name }) => renameWorkspace(world, person, workspace, name)),
    ),
  )

  app.patch(
    "/api/workspaces/:workspace/members/:person",
    changing((context, person, workspace) =>
      withBody(context, memberChange, change => {
        const other = context.req.param("person") ?? ""
        return "role" in change
          ? changeRole(world, person, workspace, other, change.role)
          : renameMember(world, person, workspace, other, change.name)
      }),
    ),
  )
  app.delete(
    "/api/workspaces/:workspace/members/:person",
    changing((context, person, workspace) => removeMember(world, person, workspace, context.req.param("person") ?? "")),
  )

  app.put(
    "/api/workspaces/:workspace/teams/:team",
    changing((context, person, workspace) =>
      withBody(context, team, ({ name, persons }) => {
        const id = readShape(identifier, context.req.param("team"))
        return isUnfit(id) ? deny("bad-request", "team") : putTeam(world, person, workspace, { id, name, persons })
      }),
    ),
  )
  app.delete(
    "/api/workspaces/:workspace/teams/:team",
    changing((context, person, workspace) => removeTeam(world, person, workspace, context.req.param("team") ?? "")),
  )
  app.put(
    "/api/workspaces/:workspace/spaces/:space/rights/:subject",
    changing((context, person, workspace) =>
      withBody(context, rightChange, ({ right }) => {
        const space = readShape(identifier, context.req.param("space"))
        if (isUnfit(space)) return deny("bad-request", "space")
        return setSpaceRight(world, person, workspace, space, context.req.param("subject") ?? "", right)
      }),
    ),
  )

  app.get(
    "/api/workspaces/:workspace/why",
    inside((context, person, workspace) => {
      const { person: about = "", document = "" } = context.req.query()
      return whyFor(world, person, workspace, about, document)
    }),
  )
  app.get(
    "/api/workspaces/:workspace/audit",
    inside((context, person, workspace) => {
      const after = Number(context.req.query("after") ?? "0")
      if (!Number.isSafeInteger(after) || after < 0) return deny("bad-request", "after")
      return readAudit(world, person, workspace, after)
    }),
  )
  return app
}

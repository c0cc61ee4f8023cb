import { Hono } from "hono"
import type { AccessWorld } from "../access/access-world.ts"
import { isDenial } from "../access/denial.ts"
import { createLiveLink, liveLinkOf, standsStill, withdrawLiveLink } from "../access/live-links.ts"
import { tooMany } from "../http/api-care.ts"
import { RateLimit } from "../http/rate-limit.ts"
import type { LiveField } from "@weft/model/wire/live"
import { asPerson, withBody, type AskWho } from "./as-person.ts"
import { originOf } from "./invitations.ts"
import type { LiveLinks, StandingLink } from "./live.ts"
import { newLiveLink } from "./workspace-bodies.ts"

/** How often one person may make a link. */
const LINKS = { burst: 50, everyMillis: 10_000 }

export interface LiveLinksDoorOptions {
  readonly world: AccessWorld
  readonly who: AskWho
  /** The origin that people see, or null where each request's own is good. */
  readonly origin: string | null
}

/** Making live links and taking them back, as `wire/api.ts` lists it. */
export function liveLinksDoor({ world, who, origin }: LiveLinksDoorOptions): Hono {
  const app = new Hono()
  const links = new RateLimit(world.clock, LINKS)
  app.post(
    "/api/workspaces/:workspace/links",
    asPerson(who, (context, person) => {
      const wait = links.take(person)
      if (wait > 0) return tooMany(wait)
      return withBody(context, newLiveLink, wanted => {
        const linked = createLiveLink(world, person, context.req.param("workspace") ?? "", wanted)
        return isDenial(linked)
          ? linked
          : { ...linked.link, link: `${originOf(context, origin)}/live#${linked.secret}` }
      })
    }),
  )
  app.delete(
    "/api/workspaces/:workspace/links/:link",
    asPerson(who, (context, person) => {
      const { workspace = "", link = "" } = context.req.param()
      return withdrawLiveLink(world, person, workspace, link)
    }),
  )
  return app
}

/** The links that stand, as whoever looks through one asks for them. */
export function standingLinks(world: AccessWorld): LiveLinks {
  return {
    find(secret): StandingLink | null {
      const found = liveLinkOf(world, secret)
      if (found === null) return null
      const { id, workspace, space, board, labels, endsAt } = found
      // They were held against the known ones when the link was made.
      const fields = found.fields as readonly LiveField[]
      return { id, source: { workspace, space, board, fields, labels }, endsAt }
    },
    stands: ({ id, source }) => standsStill(world, { id, workspace: source.workspace }),
    opened: id => world.tables.liveLinks.countOpening(id),
    watch: changed => world.tables.watch(() => changed()),
  }
}

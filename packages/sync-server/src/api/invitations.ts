import { Hono, type Context } from "hono"
import type { AccessWorld } from "../access/access-world.ts"
import { isDenial } from "../access/denial.ts"
import { acceptInvitation, invite, lookAtInvitation, withdrawInvitation, type Invited } from "../access/invitations.ts"
import type { Mailer } from "../accounts/mailer.ts"
import { languageFor } from "../accounts/mails.ts"
import { smallBodies, tooMany } from "../http/api-care.ts"
import type { ClientAddress } from "../http/client-address.ts"
import { RateLimit } from "../http/rate-limit.ts"
import type { Report } from "../ports.ts"
import { asPerson, respond, withBody, type AskWho } from "./as-person.ts"
import { invitationMail } from "./invitation-mail.ts"
import { named, newInvitation } from "./workspace-bodies.ts"

/** How often one person may invite, one mail address be invited, and one address show the secret of an invitation. */
const INVITATIONS = { burst: 100, everyMillis: 10_000 }
const MAILS_TO_ADDRESS = { burst: 3, everyMillis: 60_000 }
const SECRETS_SHOWN = { burst: 60, everyMillis: 1_000 }

export interface InvitationsDoorOptions {
  readonly world: AccessWorld
  readonly who: AskWho
  /** The origin that people see, or null where each request's own is good. */
  readonly origin: string | null
  /** Null where the relay cannot mail: then the link is for whoever is given it. */
  readonly mailer: Mailer | null
  readonly report: Report
  readonly addressOf: ClientAddress
}

/** Invitations, as `wire/api.ts` lists them. */
export function invitationsDoor(options: InvitationsDoorOptions): Hono {
  const { world, who, addressOf } = options
  const app = new Hono()
  const invitations = new RateLimit(world.clock, INVITATIONS)
  const mails = new RateLimit(world.clock, MAILS_TO_ADDRESS)
  const secrets = new RateLimit(world.clock, SECRETS_SHOWN)
  app.use("/api/invitations/*", smallBodies)

  const mail = (context: Context, { invitation }: Invited, link: string) => {
    const { mail: to, createdBy } = invitation
    const state = world.tables.state(context.req.param("workspace") ?? "")
    if (options.mailer === null || to === null || state === null || mails.take(to.toLowerCase()) > 0) return
    const invitedBy = state.members.get(createdBy)?.name ?? ""
    const language = languageFor(context.req.header("accept-language") ?? null)
    options.mailer
      .send(invitationMail({ to, workspace: state.name, invitedBy, link }, language))
      .catch((error: unknown) => options.report(`Invitation ${invitation.id} could not be mailed: ${String(error)}`))
  }

  app.post(
    "/api/workspaces/:workspace/invitations",
    asPerson(who, (context, person) => {
      const wait = invitations.take(person)
      if (wait > 0) return tooMany(wait)
      return withBody(context, newInvitation, wanted => {
        const invited = invite(world, person, context.req.param("workspace") ?? "", wanted)
        if (isDenial(invited)) return invited
        const link = `${originOf(context, options.origin)}/invite#${invited.secret}`
        mail(context, invited, link)
        return { ...invited.invitation, link }
      })
    }),
  )
  app.delete(
    "/api/workspaces/:workspace/invitations/:invitation",
    asPerson(who, (context, person) => {
      const { workspace = "", invitation = "" } = context.req.param()
      return withdrawInvitation(world, person, workspace, invitation)
    }),
  )

  app.use("/api/invitations/*", async (context, next) => {
    const wait = secrets.take(addressOf(context))
    return wait > 0 ? tooMany(wait) : next()
  })
  app.get("/api/invitations/:secret", context => respond(() => lookAtInvitation(world, context.req.param("secret"))))
  app.post(
    "/api/invitations/:secret/accept",
    asPerson(who, (context, person) =>
      withBody(context, named, ({ name }) => acceptInvitation(world, person, context.req.param("secret") ?? "", name)),
    ),
  )
  return app
}

/** The page that asks knows best how people see the relay; it has proved to be the relay's own by then. */
export function originOf(context: Context, origin: string | null): string {
  return origin ?? context.req.header("origin") ?? new URL(context.req.url).origin
}

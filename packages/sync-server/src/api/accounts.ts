import { Hono, type Context } from "hono"
import { getCookie } from "hono/cookie"
import { unreachable } from "@weft/model/base/assert"
import type { ApiReason } from "@weft/model/wire/api"
import type { NewSession, RelayAccounts, SetUpRefusal, SignedIn, SignUpRefusal } from "../accounts/relay-accounts.ts"
import type { Origin } from "../accounts/sessions.ts"
import { ADDRESS_HEADER } from "../accounts/sign-in.ts"
import { smallBodies, tooMany } from "../http/api-care.ts"
import type { ClientAddress } from "../http/client-address.ts"
import { jsonBody, textOf } from "../http/json-body.ts"
import { networkOf, RateLimit } from "../http/rate-limit.ts"
import { refusal } from "../http/refusal.ts"
import type { Clock, Report } from "../ports.ts"
import { MAX_NAME, readNewToken, readPassword, readSetUp, readSignUp } from "./account-bodies.ts"
import { refusalOf } from "./better-auth-answers.ts"
import { SIGN_IN_ROUTES, type SignInRoute } from "./sign-in-routes.ts"

/** How often one address may try to sign in, one account be tried, and one mail address be mailed to. */
const TRIES_OF_ADDRESS = { burst: 30, everyMillis: 5_000 }
const TRIES_OF_ACCOUNT = { burst: 10, everyMillis: 30_000 }
const MAILS_TO_ADDRESS = { burst: 3, everyMillis: 60_000 }

/** The invitation that is open in a browser: set when it is looked at, so that signing up needs no more. */
const INVITATION_COOKIE = "weft-invitation"
const INVITATION_SECONDS = 60 * 60

/** What may stand in a header of a request that is handed on; addresses that a client claims may not. */
const HANDED_ON = ["accept-language", "content-type", "cookie", "origin", "referer", "user-agent"]

export interface AccountsDoorOptions {
  readonly accounts: RelayAccounts
  readonly clock: Clock
  readonly report: Report
  /** The origin that people see, or null where each request's own is good. */
  readonly origin: string | null
  /** Whether the relay can mail. */
  readonly canMail: boolean
  readonly addressOf: ClientAddress
}

/** Accounts over HTTP, as `wire/api.ts` lists it. */
export function accountsDoor(options: AccountsDoorOptions): Hono {
  const { accounts, clock, addressOf } = options
  const app = new Hono()
  const limits = new SignInLimits(clock)
  const originOf = (context: Context) => options.origin ?? new URL(context.req.url).origin
  const fromOf = (context: Context): Origin => ({
    address: addressOf(context),
    agent: context.req.header("user-agent") ?? "",
  })
  const signedIn =
    (answer: (context: Context, who: SignedIn) => Response | Promise<Response>) => (context: Context) => {
      const who = accounts.signedIn(context.req.raw)
      return who === null ? refusal("signed-out") : answer(context, who)
    }
  const begun = (context: Context, { person, setCookie }: NewSession) => {
    context.header("set-cookie", setCookie, { append: true })
    return context.json(accounts.state(person, originOf(context)))
  }

  for (const path of ["/api/setup", "/api/pass", "/api/auth/*", "/api/tokens", "/api/me/*"]) app.use(path, smallBodies)

  app.get("/api/session", context => {
    const who = accounts.signedIn(context.req.raw)
    if (who !== null) keepSignedIn(context, accounts, who)
    return context.json(accounts.state(who?.person ?? null, originOf(context)))
  })

  app.post("/api/setup", async context => {
    const wait = limits.ofAddress(addressOf(context))
    if (wait > 0) return tooMany(wait)
    const setUp = readSetUp((await jsonBody(context.req.raw)) ?? {})
    if (typeof setUp === "string") return refusal("bad-request", setUp)
    const session = await accounts.setUp(setUp.secret, setUp, fromOf(context))
    return typeof session === "string" ? refusal(SET_UP_REASONS[session]) : begun(context, session)
  })

  app.post("/api/pass", async context => {
    const identity = await accounts.identifyRequest(context.req.raw)
    if (identity === null) return refusal("signed-out")
    const who = accounts.signedIn(context.req.raw)
    if (who !== null) keepSignedIn(context, accounts, who)
    return context.json(accounts.pass(identity))
  })

  app.get(
    "/api/devices",
    signedIn((context, who) => context.json(accounts.devices(who))),
  )
  app.delete(
    "/api/devices",
    signedIn((context, who) => {
      accounts.endOtherDevices(who)
      return context.json({})
    }),
  )
  app.delete(
    "/api/devices/:device",
    signedIn((context, { person }) => {
      const isEnded = accounts.endDevice(person.id, context.req.param("device") ?? "")
      return isEnded ? context.json({}) : refusal("not-found", "device")
    }),
  )

  app.get(
    "/api/tokens",
    signedIn((context, { person }) => context.json(accounts.tokens(person.id))),
  )
  app.post(
    "/api/tokens",
    signedIn(async (context, { person }) => {
      const token = readNewToken((await jsonBody(context.req.raw)) ?? {}, clock.now())
      if (typeof token === "string") return refusal("bad-request", token)
      return context.json(accounts.createToken(person.id, token))
    }),
  )
  app.delete(
    "/api/tokens/:token",
    signedIn((context, { person }) => {
      const isEnded = accounts.endToken(person.id, context.req.param("token") ?? "")
      return isEnded ? context.json({}) : refusal("not-found", "token")
    }),
  )

  app.get(
    "/api/me/export",
    signedIn(async (context, who) => {
      context.header("content-disposition", 'attachment; filename="weft-account.json"')
      return context.json(await accounts.export(who))
    }),
  )
  app.post(
    "/api/me/erase",
    signedIn(async (context, { person }) => {
      const body = await jsonBody(context.req.raw)
      if (String(body?.["confirm"]).trim().toLowerCase() !== person.mail) return refusal("bad-request", "confirm")
      const whyNot = accounts.whyNotErase(person.id)
      if (whyNot !== null) return refusal("last-owner", whyNot)
      accounts.erase(person)
      context.header("set-cookie", accounts.clearedCookie())
      return context.json({})
    }),
  )

  app.use("/api/invitations/:secret", async (context, next) => {
    await next()
    if (context.req.method !== "GET" || !context.res.ok) return
    const secret = encodeURIComponent(context.req.param("secret"))
    const secure = originOf(context).startsWith("https:") ? "; Secure" : ""
    const rest = `Path=/api/auth; Max-Age=${INVITATION_SECONDS}; HttpOnly; SameSite=Lax${secure}`
    context.header("set-cookie", `${INVITATION_COOKIE}=${secret}; ${rest}`, { append: true })
  })

  app.post("/api/auth/sign-up/email", async context => {
    const wait = limits.ofAddress(addressOf(context))
    if (wait > 0) return tooMany(wait)
    const body = (await jsonBody(context.req.raw)) ?? {}
    const signUp = readSignUp(body, "email")
    if (typeof signUp === "string") return refusal("bad-request", signUp)
    const shown = body["invitation"] ?? getCookie(context, INVITATION_COOKIE)
    const session = await accounts.signUp(typeof shown === "string" ? shown : null, signUp, fromOf(context))
    if (typeof session === "string") return refusal(SIGN_UP_REASONS[session])
    if (options.canMail) void proveMail(context, session.person.mail)
    return begun(context, session)
  })
  app.post(
    "/api/auth/sign-out",
    signedIn((context, { person, session }) => {
      accounts.endDevice(person.id, session.id)
      context.header("set-cookie", accounts.clearedCookie())
      return context.json({})
    }),
  )
  app.post(
    "/api/auth/update-user",
    signedIn(async (context, { person }) => {
      const name = textOf((await jsonBody(context.req.raw))?.["name"], MAX_NAME)
      if (name === null) return refusal("bad-request", "name")
      accounts.rename(person.id, name)
      return context.json({})
    }),
  )
  app.post(
    "/api/auth/change-password",
    signedIn(async (context, who) => {
      const wait = limits.ofAccount(who.person.mail)
      if (wait > 0) return tooMany(wait)
      const body = (await jsonBody(context.req.raw)) ?? {}
      const next = readPassword(body["newPassword"], [who.person.name, who.person.mail])
      if (next === null) return refusal("bad-request", "newPassword")
      const current = body["currentPassword"]
      const changed = await accounts.changePassword(who, typeof current === "string" ? current : null, next)
      switch (changed) {
        case "changed":
          return context.json({})
        case "wrong":
          return refusal("wrong-secret", "currentPassword")
        case "stale":
          return refusal("forbidden", "sign in again first")
        default:
          return unreachable(changed)
      }
    }),
  )
  for (const route of SIGN_IN_ROUTES) app.on(route.method, `/api/auth${route.path}`, context => handOn(context, route))
  app.all("/api/auth/*", () => refusal("not-found"))

  async function handOn(context: Context, route: SignInRoute): Promise<Response> {
    const body = route.fields === undefined ? null : await jsonBody(context.req.raw)
    if (route.fields !== undefined && body === null) return refusal("bad-request", "a body has to be a JSON object")
    const wait = limits.of(route, addressOf(context), body?.["email"])
    if (wait > 0) return tooMany(wait)
    if (route.fields?.includes("newPassword") && readPassword(body?.["newPassword"], []) === null)
      return refusal("bad-request", "newPassword")
    if (route.mails === true && !options.canMail) return refusal("no-mail")
    const fields = route.fields?.map(field => [field, body?.[field]])
    const request = route.isAskedByGet
      ? getFor(context, fields ?? [])
      : requestFor(context, fields && Object.fromEntries(fields))
    return answerOf(context, route, await accounts.signIn(request))
  }

  async function answerOf(
    context: Context,
    { signsIn = false, isAskedByGet = false }: SignInRoute,
    answer: Response,
  ): Promise<Response> {
    if (answer.status >= 400) return refusalOf(answer)
    // It leads to a page that says no; here whoever asked says it themself.
    if (isAskedByGet && !answer.ok) return refusal("ended")
    const setCookies = answer.headers.getSetCookie()
    const person = signsIn && answer.ok ? accounts.justSignedIn(setCookies) : null
    if (person === null) return answer
    for (const setCookie of setCookies) context.header("set-cookie", setCookie, { append: true })
    return context.json(accounts.state(person, originOf(context)))
  }

  /** The same request as better-auth is to see it: under the origin that people see, from an address that is true. */
  function requestFor(context: Context, body: unknown): Request {
    const { req } = context
    const headers = new Headers({ [ADDRESS_HEADER]: addressOf(context) })
    for (const name of HANDED_ON) {
      const value = req.header(name)
      if (value !== undefined) headers.set(name, value)
    }
    const { pathname, search } = new URL(req.url)
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    return new Request(originOf(context) + pathname + search, { method: req.method, headers, ...sent })
  }

  /** The request of somebody who would only look, with these fields in its address. */
  function getFor(context: Context, fields: readonly (readonly unknown[])[]): Request {
    const { url, headers } = requestFor(context, undefined)
    const texts = fields.filter((field): field is [string, string] => field.every(part => typeof part === "string"))
    headers.delete("content-type")
    return new Request(`${url}?${new URLSearchParams(texts).toString()}`, { headers })
  }

  /** Asks the owner of a new account's mail address whether it is theirs. */
  async function proveMail(context: Context, mail: string): Promise<void> {
    try {
      const { headers } = requestFor(context, undefined)
      const body = JSON.stringify({ email: mail, callbackURL: "/" })
      const url = `${originOf(context)}/api/auth/send-verification-email`
      await accounts.signIn(new Request(url, { method: "POST", headers, body }))
    } catch (error) {
      options.report(`A mail address could not be asked about: ${String(error)}`)
    }
  }

  return app
}

const SET_UP_REASONS: Readonly<Record<SetUpRefusal, ApiReason>> = {
  "set-up-already": "set-up-already",
  "already-there": "already-there",
  wrong: "wrong-secret",
  ended: "ended",
}

const SIGN_UP_REASONS: Readonly<Record<SignUpRefusal, ApiReason>> = {
  "not-invited": "forbidden",
  "already-there": "already-there",
}

/** Notes that a device was seen. Where that cannot be written, on a full disk, whoever is signed in stays so and reads on. */
function keepSignedIn(context: Context, accounts: RelayAccounts, { session }: SignedIn): void {
  try {
    const setCookie = accounts.seen(session)
    if (setCookie !== null) context.header("set-cookie", setCookie, { append: true })
  } catch {
    // Nobody's work may fail over this: a full disk is told where something is written.
  }
}

/** How often signing in may be tried. It counts alike for accounts that are there and that are not. */
class SignInLimits {
  readonly #ofAddress: RateLimit
  readonly #ofAccount: RateLimit
  readonly #mails: RateLimit

  constructor(clock: Clock) {
    this.#ofAddress = new RateLimit(clock, TRIES_OF_ADDRESS)
    this.#ofAccount = new RateLimit(clock, TRIES_OF_ACCOUNT)
    this.#mails = new RateLimit(clock, MAILS_TO_ADDRESS)
  }

  ofAddress(address: string): number {
    return this.#ofAddress.take(networkOf(address))
  }

  ofAccount(mail: string): number {
    return this.#ofAccount.take(mail.trim().toLowerCase())
  }

  /** After how many milliseconds a request may come again, or 0 where it may now. */
  of({ method, signsIn = false, mails = false }: SignInRoute, address: string, mail: unknown): number {
    if (method === "GET" && !signsIn) return 0
    const wait = this.ofAddress(address)
    if (wait > 0 || typeof mail !== "string") return wait
    return mails ? this.#mails.take(mail.trim().toLowerCase()) : this.ofAccount(mail)
  }
}

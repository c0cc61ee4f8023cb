import type { BetterAuthOptions } from "better-auth"
import type { DatabaseSync } from "node:sqlite"
import type { Report } from "../ports.ts"
import type { Mailer } from "./mailer.ts"
import { languageFor, mailWith, type MailKind } from "./mails.ts"
import type { OidcProvider } from "./oidc-providers.ts"
import { MAX_PASSWORD, MIN_PASSWORD, type Passwords } from "./passwords.ts"
import { freshId } from "./secrets.ts"
import type { SessionCookie } from "./session-cookie.ts"
import { SESSION_MILLIS } from "./sessions.ts"

/** Where better-auth finds the address of who asks; whoever hands a request over sets it. */
export const ADDRESS_HEADER = "x-weft-address"

/** How long mailed links may be used, in seconds. */
const SIGN_IN_LINK_SECONDS = 15 * 60
const PASSWORD_LINK_SECONDS = 60 * 60

export interface SignInOptions {
  readonly database: DatabaseSync
  readonly secret: string
  readonly cookie: SessionCookie
  readonly isSecure: boolean
  readonly passwords: Passwords
  readonly providers: readonly OidcProvider[]
  /** Null where the relay cannot mail. */
  readonly mailer: Mailer | null
  readonly report: Report
}

/** Answers a request to `/api/auth`; its URL has the origin that people see. */
export type SignIn = (request: Request) => Promise<Response>

/**
 * Signing in by password, passkey, mailed link and provider, which better-auth
 * does. It takes a third of a second and some 80 MB to load, so it comes with
 * the first who signs in; who is signed in already does not need it.
 */
export function lazySignIn(options: SignInOptions): SignIn {
  let loaded: Promise<SignIn> | null = null
  return async request => {
    loaded ??= loadSignIn(options).catch((error: unknown) => {
      loaded = null
      throw error
    })
    return (await loaded)(request)
  }
}

async function loadSignIn(options: SignInOptions): Promise<SignIn> {
  const [{ betterAuth }, settings] = await Promise.all([import("better-auth"), signInSettings(options)])
  return betterAuth(settings).handler
}

/** The tables and columns that better-auth, set up so, would look for in vain. */
export async function missingTables(options: SignInOptions): Promise<readonly string[]> {
  const { getMigrations } = await import("better-auth/db/migration")
  const { toBeCreated, toBeAdded } = await getMigrations(await signInSettings(options))
  return [...toBeCreated, ...toBeAdded].map(({ table, fields }) => `${table}: ${Object.keys(fields).join(", ")}`)
}

async function signInSettings(options: SignInOptions): Promise<BetterAuthOptions> {
  const [{ magicLink }, { genericOAuth }, { passkey }, { NodeSqliteDialect }] = await Promise.all([
    import("better-auth/plugins/magic-link"),
    import("better-auth/plugins/generic-oauth"),
    import("@better-auth/passkey"),
    import("@better-auth/kysely-adapter/node-sqlite-dialect"),
  ])
  const { database, secret, cookie, isSecure, passwords, providers, mailer, report } = options
  const post = mailer === null ? null : postman(mailer, database, report)
  return {
    // It shares our connection, on which no transaction may stay open while others write.
    database: { dialect: new NodeSqliteDialect({ database }), type: "sqlite", transaction: false },
    secret,
    basePath: "/api/auth",
    telemetry: { enabled: false },
    logger: { level: "error", log: (_level, message) => report(`Signing in: ${message}`) },
    onAPIError: {
      errorURL: "/sign-in",
      // What is no refusal goes to whoever asked for the answer, and is told there as every fault is.
      throw: true,
    },
    // Ours count by account as well, and stand before it.
    rateLimit: { enabled: false },
    session: { expiresIn: SESSION_MILLIS / 1000, disableSessionRefresh: true },
    account: {
      // Who has the same mail address elsewhere is not the same person until they say so while signed in.
      accountLinking: { enabled: true, disableImplicitLinking: true },
      updateAccountOnSignIn: false,
    },
    emailAndPassword: {
      enabled: true,
      // Accounts are made by ourselves, see `RelayAccounts.signUp`.
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD,
      maxPasswordLength: MAX_PASSWORD,
      password: {
        hash: password => passwords.hash(password),
        verify: ({ password, hash }) => passwords.verify(password, hash),
      },
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: PASSWORD_LINK_SECONDS,
      ...(post && {
        sendResetPassword: async ({ user, token }, request) =>
          post("newPassword", user.email, `${originOf(request)}/new-password#${token}`, request),
      }),
    },
    ...(post && {
      emailVerification: {
        sendVerificationEmail: async ({ user, url }, request) => post("proveMail", user.email, url, request),
      },
    }),
    databaseHooks: {
      // Providers are asked who somebody is and nothing else, so their keys are not kept.
      account: {
        create: {
          before: async account => ({
            data: { ...account, accessToken: null, refreshToken: null, idToken: null, scope: null },
          }),
        },
      },
    },
    plugins: [
      passkey({ rpName: "Weft" }),
      genericOAuth({
        config: providers.map(({ id, issuer, clientId, clientSecret, signUp }) => ({
          providerId: id,
          discoveryUrl: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
          clientId,
          clientSecret,
          scopes: ["openid", "profile", "email"],
          pkce: true,
          disableSignUp: !signUp,
        })),
      }),
      ...(post === null
        ? []
        : [
            magicLink({
              expiresIn: SIGN_IN_LINK_SECONDS,
              disableSignUp: true,
              storeToken: "hashed",
              sendMagicLink: async ({ email, url, token }, context) =>
                post("signIn", email, signInLink(url, token), context?.request),
            }),
          ]),
    ],
    advanced: {
      // Said outright, since it is otherwise left out where tests run.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      cookiePrefix: isSecure ? "__Host-weft" : "weft",
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isSecure, httpOnly: true, sameSite: "lax", path: "/" },
      cookies: { session_token: { name: cookie.name } },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: () => freshId() },
    },
  }
}

/**
 * Sends a mail to somebody who has an account, in the language of who asks.
 * Nobody waits for it, and nothing tells whether there was such an account.
 */
function postman(mailer: Mailer, database: DatabaseSync, report: Report) {
  const find = database.prepare(`SELECT 1 FROM "user" WHERE "email" = ?`)
  return (kind: MailKind, to: string, link: string, request: Request | undefined): void => {
    if (find.get(to.toLowerCase()) === undefined) return
    const language = languageFor(request?.headers.get("accept-language") ?? null)
    mailer
      .send(mailWith(kind, to, link, language))
      .catch((error: unknown) => report(`A mail could not be sent: ${String(error)}`))
  }
}

/** The page that asks whether to sign in: opened alone, by whatever looks through mail, the link does nothing. */
function signInLink(url: string, token: string): string {
  const { origin, searchParams } = new URL(url)
  const back = new URL(searchParams.get("callbackURL") ?? "/", origin)
  return `${origin}/sign-in-link?${new URLSearchParams({ to: back.pathname + back.search + back.hash }).toString()}#${token}`
}

function originOf(request: Request | undefined): string {
  return request === undefined ? "" : new URL(request.url).origin
}

/** What of better-auth can be reached, and how it is handed on. Whatever is not here is not there. */
export interface SignInRoute {
  readonly method: "GET" | "POST"
  /** Below `/api/auth`. */
  readonly path: string
  /** The fields of the body that are handed on. */
  readonly fields?: readonly string[]
  /** better-auth would do this for whoever only looks: it is asked with the fields in its address, once somebody has pressed a button. */
  readonly isAskedByGet?: boolean
  /** Its answer signs somebody in, and is then the state of their session. */
  readonly signsIn?: boolean
  /** It sends mail to the address in `email`. */
  readonly mails?: boolean
}

const BACK = ["callbackURL", "errorCallbackURL"]

export const SIGN_IN_ROUTES: readonly SignInRoute[] = [
  { method: "POST", path: "/sign-in/email", fields: ["email", "password"], signsIn: true },
  { method: "POST", path: "/sign-in/magic-link", fields: ["email", ...BACK], mails: true },
  // Programs that look through mail open every link in it, and would use this one up.
  { method: "POST", path: "/magic-link/verify", fields: ["token"], isAskedByGet: true, signsIn: true },
  { method: "POST", path: "/request-password-reset", fields: ["email"], mails: true },
  { method: "POST", path: "/reset-password", fields: ["newPassword", "token"] },
  { method: "POST", path: "/send-verification-email", fields: ["email", "callbackURL"], mails: true },
  { method: "GET", path: "/verify-email" },
  { method: "POST", path: "/sign-in/social", fields: ["provider", ...BACK] },
  { method: "GET", path: "/callback/:provider" },
  { method: "POST", path: "/link-social", fields: ["provider", ...BACK] },
  { method: "GET", path: "/list-accounts" },
  { method: "POST", path: "/unlink-account", fields: ["providerId", "accountId"] },
  { method: "GET", path: "/passkey/generate-authenticate-options" },
  { method: "POST", path: "/passkey/verify-authentication", fields: ["response"], signsIn: true },
  { method: "GET", path: "/passkey/generate-register-options" },
  { method: "POST", path: "/passkey/verify-registration", fields: ["response", "name"] },
  { method: "GET", path: "/passkey/list-user-passkeys" },
  { method: "POST", path: "/passkey/delete-passkey", fields: ["id"] },
]

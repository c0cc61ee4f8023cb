import type { NewApiToken, SetUp } from "@weft/model/wire/api"
import { isEasyPassword } from "../accounts/easy-password.ts"
import { MAX_PASSWORD, MIN_PASSWORD } from "../accounts/passwords.ts"
import type { SignUp } from "../accounts/relay-accounts.ts"
import { textOf } from "../http/json-body.ts"

type Fields = Readonly<Record<string, unknown>>

/** The longest name of a person or a token, and the longest mail address that there is. */
export const MAX_NAME = 100
const MAX_MAIL = 254
const MAX_SPACES = 1_000

/** What everybody who signs in takes for a mail address; foreign letters come as their `xn--` form. */
const MAIL = /^(?!\.)(?!.*\.\.)[A-Za-z0-9_'+\-.]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/

const ID = /^[0-9A-Za-z_-]{1,64}$/

/** Reads what makes an account, or names the field that is wrong. Mail is `email` where better-auth's form is used. */
export function readSignUp(body: Fields, mailField: "mail" | "email"): SignUp | string {
  const name = textOf(body["name"], MAX_NAME)
  const mail = textOf(body[mailField], MAX_MAIL)
  if (name === null) return "name"
  if (mail === null || !MAIL.test(mail)) return mailField
  const password = readPassword(body["password"], [name, mail])
  return password === null ? "password" : { name, mail, password }
}

export function readSetUp(body: Fields): SetUp | string {
  const secret = body["secret"]
  const signUp = readSignUp(body, "mail")
  if (typeof secret !== "string") return "secret"
  return typeof signUp === "string" ? signUp : { secret, ...signUp }
}

/** A password as it may be chosen, and that is not easy to guess of somebody; spaces at its ends belong to it. */
export function readPassword(value: unknown, about: readonly string[]): string | null {
  const isLong = typeof value === "string" && value.length >= MIN_PASSWORD && value.length <= MAX_PASSWORD
  return isLong && !isEasyPassword(value, about) ? value : null
}

/** Reads what makes a token, or names the field that is wrong. */
export function readNewToken(body: Fields, now: number): NewApiToken | string {
  const { workspace, spaces, right, endsAt } = body
  const name = textOf(body["name"], MAX_NAME)
  if (name === null) return "name"
  if (!isId(workspace)) return "workspace"
  if (spaces !== null && !(Array.isArray(spaces) && spaces.length <= MAX_SPACES && spaces.every(isId))) return "spaces"
  if (right !== "read" && right !== "write") return "right"
  if (endsAt !== null && !(typeof endsAt === "number" && Number.isSafeInteger(endsAt) && endsAt > now)) return "endsAt"
  return { name, workspace, spaces, right, endsAt }
}

function isId(value: unknown): value is string {
  return typeof value === "string" && ID.test(value)
}

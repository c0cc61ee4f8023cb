import type { ApiReason } from "@weft/model/wire/api"
import { refusal } from "../http/refusal.ts"

/** What better-auth's own names of errors mean to us. */
const REASONS: Readonly<Record<string, ApiReason>> = {
  INVALID_EMAIL_OR_PASSWORD: "wrong-secret",
  INVALID_PASSWORD: "wrong-secret",
  AUTHENTICATION_FAILED: "wrong-secret",
  PASSKEY_NOT_FOUND: "wrong-secret",
  CHALLENGE_NOT_FOUND: "ended",
  INVALID_TOKEN: "ended",
  TOKEN_EXPIRED: "ended",
}

const BY_STATUS: Readonly<Record<number, ApiReason>> = {
  401: "signed-out",
  403: "forbidden",
  404: "not-found",
  409: "already-there",
  413: "too-large",
  429: "too-many-requests",
}

/** Says no in our words where better-auth did in its own. Its sentences go no further, its cookies do. */
export async function refusalOf(answer: Response): Promise<Response> {
  const code = codeOf(await answer.text())
  const byStatus = BY_STATUS[answer.status] ?? (answer.status >= 500 ? "fault" : "bad-request")
  const refused = refusal(REASONS[code] ?? byStatus, code)
  for (const setCookie of answer.headers.getSetCookie()) refused.headers.append("set-cookie", setCookie)
  return refused
}

function codeOf(text: string): string {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === "object" && body !== null && "code" in body ? String(body.code) : ""
  } catch {
    return ""
  }
}

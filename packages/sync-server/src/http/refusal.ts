import { API_REASONS, type ApiReason, type ApiRefusal } from "@weft/model/wire/api"

/** The answer that says no: the reason and what it is about, as JSON, with the status that fits. */
export function refusal(reason: ApiReason, detail = "", headers: Readonly<Record<string, string>> = {}): Response {
  const body: ApiRefusal = { reason, detail }
  return Response.json(body, { status: API_REASONS[reason], headers })
}

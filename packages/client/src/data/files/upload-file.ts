import type { Send } from "../api.ts"
import type { FileKey } from "./file-database.ts"
import type { UploadRefusal } from "./file-messages.ts"

/** So much goes in one request, in bytes: what a broken connection can cost. */
const PIECE_BYTES = 2 * 1024 * 1024

/** What came of an upload. */
export type UploadOutcome =
  | { readonly came: "stored" }
  | { readonly came: "refused"; readonly reason: UploadRefusal; readonly most: number | null }
  /** Nobody answers, or not now: it goes on later from where it is. */
  | { readonly came: "unreachable" }
  /** Whoever is signed in here has to sign in again first. */
  | { readonly came: "signed-out" }

export interface Upload {
  readonly key: FileKey
  readonly bytes: Blob
  readonly send: Send
  /** Ends it on the way. */
  readonly signal: AbortSignal
  /** So many bytes of it have arrived. */
  readonly progress: (sent: number) => void
}

/** What the relay says of a file, see its `api/files`. */
type Said =
  | { readonly said: "whole" }
  | { readonly said: "waits"; readonly upload: string; readonly offset: number }
  | { readonly said: "no"; readonly status: number; readonly reason: string; readonly most: number | null }

/** An upload that the relay begins anew so often is one that it will never end. */
const MOST_BEGINNINGS = 3

/** Brings a file to the relay, from where an earlier attempt broke off. */
export async function uploadFile(upload: Upload): Promise<UploadOutcome> {
  try {
    for (let beginning = 0; beginning < MOST_BEGINNINGS; beginning++) {
      const outcome = await once(upload)
      if (outcome !== "begin-again") return outcome
    }
    return { came: "refused", reason: "damaged", most: null }
  } catch {
    return { came: "unreachable" }
  }
}

async function once({ key, bytes, send, signal, progress }: Upload): Promise<UploadOutcome | "begin-again"> {
  const door = `/api/files/${encodeURIComponent(key.workspace)}/${encodeURIComponent(key.space)}`
  const ask = async (path: string, init: RequestInit): Promise<Said> =>
    readAnswer(await send(door + path, { ...init, credentials: "same-origin", cache: "no-store", signal }))
  const json = { "content-type": "application/json" }
  let said = await ask("", {
    method: "POST",
    headers: json,
    body: JSON.stringify({ hash: key.hash, size: bytes.size }),
  })
  for (;;) {
    if (said.said === "whole") return { came: "stored" }
    if (said.said === "no") return outcomeOf(said)
    const { upload, offset } = said
    progress(offset)
    const next = await ask(`/uploads/${encodeURIComponent(upload)}`, {
      method: "PATCH",
      headers: { "upload-offset": String(offset), "content-type": "application/octet-stream" },
      body: bytes.slice(offset, offset + PIECE_BYTES),
    })
    // The relay has thrown it away, or another tab has brought a piece meanwhile: it says itself from where to go on.
    if (next.said === "no" && (next.status === 404 || next.status === 409)) return "begin-again"
    if (next.said === "no" && (next.reason === "wrong-hash" || next.reason === "too-long")) return "begin-again"
    said = next
  }
}

async function readAnswer(response: Response): Promise<Said> {
  const body: unknown = await response.json().catch(() => null)
  const { state, upload, offset, reason, most } = (body ?? {}) as Readonly<Record<string, unknown>>
  if (response.ok && state === "whole") return { said: "whole" }
  if (response.ok && state === "waits" && typeof upload === "string" && typeof offset === "number")
    return { said: "waits", upload, offset }
  return {
    said: "no",
    status: response.ok ? 502 : response.status,
    reason: typeof reason === "string" ? reason : "",
    most: typeof most === "number" ? most : null,
  }
}

function outcomeOf({ status, reason, most }: Extract<Said, { said: "no" }>): UploadOutcome {
  if (status === 401) return { came: "signed-out" }
  if (reason === "too-large" || reason === "quota") return { came: "refused", reason, most }
  if (status === 403 || status === 404) return { came: "refused", reason: "forbidden", most: null }
  return { came: "unreachable" }
}

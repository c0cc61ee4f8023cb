import { Readable } from "node:stream"
import { Hono, type Context } from "hono"
import { bodyLimit } from "hono/body-limit"
import { isKeySegment } from "@weft/model/base/ids"
import type { DocumentRight } from "@weft/model/wire/rights"
import type { Access, Identity } from "../access/access.ts"
import type { FileRefusal, FileStore, UploadState } from "../files/file-store.ts"
import { isShown } from "../files/sniff-type.ts"

/** The largest piece of a file in one request, in bytes: what a broken connection can cost. */
const MAX_PIECE_BYTES = 8 * 1024 * 1024

const STATUS = {
  "too-large": 413,
  quota: 413,
  "too-many-uploads": 429,
  "not-found": 404,
  "wrong-offset": 409,
  "too-long": 400,
  "wrong-hash": 400,
} as const satisfies Record<FileRefusal["refused"], number>

export interface FilesDoorOptions {
  readonly files: FileStore
  readonly access: Access
}

interface Place {
  readonly workspace: string
  readonly space: string
  readonly identity: Identity
}

/**
 * Files of a space, for whoever may read it or write to it:
 *
 *     POST  /api/files/:workspace/:space              { hash, size }  → FileState
 *     POST  /api/files/:workspace/:space/shared       { hash, from }  → FileState, of a space that the person may read
 *     GET   /api/files/:workspace/:space/uploads/:id                  → FileState
 *     PATCH /api/files/:workspace/:space/uploads/:id  bytes, with `Upload-Offset`, at most 8 MB → FileState
 *     GET   /api/files/:workspace/:space/:hash?name=&show=            the bytes; ranges are served
 *
 * A download says what its bytes are and not what somebody claimed, and only
 * what runs nothing is ever shown in place.
 */
export function filesDoor({ files, access }: FilesDoorOptions): Hono {
  const app = new Hono()

  /** Who asks for which space, or the answer to somebody who may not. */
  async function placeOf(context: Context, least: DocumentRight): Promise<Place | Response> {
    const { workspace = "", space = "" } = context.req.param()
    const identity = await access.identifyRequest(context.req.raw)
    if (identity === null) return refuse(context, 401, "signed-out", "")
    if (!isKeySegment(workspace) || !isKeySegment(space)) return refuse(context, 404, "not-found", "")
    const right = access.rightTo(identity, { workspace, kind: "space", ids: [space] })
    if (right === "none") return refuse(context, 404, "not-found", "")
    if (least === "write" && right !== "write") return refuse(context, 403, "forbidden", "")
    return { workspace, space, identity }
  }

  app.post("/api/files/:workspace/:space", bodyLimit({ maxSize: 1024 }), async context => {
    const place = await placeOf(context, "write")
    if (place instanceof Response) return place
    const wanted = readWanted(await context.req.json().catch(() => null))
    if (wanted === null) return refuse(context, 400, "bad-request", "hash: 64 hexadecimal digits; size: bytes")
    const { workspace, space, identity } = place
    access.aboutToWrite(identity, { workspace, kind: "space", ids: [space] })
    return answer(context, await files.begin({ workspace, space, ...wanted, person: identity.person }))
  })

  app.post("/api/files/:workspace/:space/shared", bodyLimit({ maxSize: 1024 }), async context => {
    const place = await placeOf(context, "write")
    if (place instanceof Response) return place
    const wanted = readShared(await context.req.json().catch(() => null))
    if (wanted === null) return refuse(context, 400, "bad-request", "hash: 64 hexadecimal digits; from: a space")
    const { workspace, space, identity } = place
    const { hash, from } = wanted
    // Knowing a hash gives nobody its bytes: they must be able to read them where they are.
    if (access.rightTo(identity, { workspace, kind: "space", ids: [from] }) === "none")
      return refuse(context, 404, "not-found", "")
    return answer(context, await files.share({ workspace, space, hash, person: identity.person }, from))
  })

  app.get("/api/files/:workspace/:space/uploads/:id", async context => {
    const place = await placeOf(context, "write")
    if (place instanceof Response) return place
    return answer(context, await files.look(context.req.param("id"), place.identity.person))
  })

  app.patch("/api/files/:workspace/:space/uploads/:id", bodyLimit({ maxSize: MAX_PIECE_BYTES }), async context => {
    const place = await placeOf(context, "write")
    if (place instanceof Response) return place
    const offset = Number(context.req.header("upload-offset") ?? NaN)
    if (!Number.isSafeInteger(offset) || offset < 0) return refuse(context, 400, "bad-request", "Upload-Offset")
    const body = context.req.raw.body
    const bytes = body === null ? nothing() : (body as unknown as AsyncIterable<Uint8Array>)
    return answer(context, await files.add(context.req.param("id"), place.identity.person, offset, bytes))
  })

  app.get("/api/files/:workspace/:space/:hash", async context => {
    const place = await placeOf(context, "read")
    if (place instanceof Response) return place
    const hash = context.req.param("hash")
    const opened = /^[0-9a-f]{64}$/.test(hash) ? await files.open(place.workspace, place.space, hash) : null
    if (opened === null) return refuse(context, 404, "not-found", "")
    const { file, handle } = opened
    const range = rangeOf(context.req.header("range"), file.size)
    if (range === "outside") {
      await handle.close()
      return new Response(null, { status: 416, headers: { "content-range": `bytes */${file.size}` } })
    }
    const isPart = range.from > 0 || range.to < file.size - 1
    const headers = {
      "content-type": file.type,
      "content-length": String(file.size === 0 ? 0 : range.to - range.from + 1),
      "content-disposition": disposition(
        context.req.query("name") ?? "file",
        context.req.query("show") === "1" && isShown(file.type),
      ),
      "content-security-policy": "default-src 'none'; sandbox",
      "accept-ranges": "bytes",
      // The bytes of a hash never change, but who may have them does: not without asking.
      "cache-control": "private, no-cache",
      etag: `"${file.hash}"`,
      ...(isPart ? { "content-range": `bytes ${range.from}-${range.to}/${file.size}` } : {}),
    }
    if (context.req.header("if-none-match") === headers.etag) {
      await handle.close()
      return new Response(null, { status: 304, headers: { etag: headers.etag } })
    }
    if (file.size === 0) {
      await handle.close()
      return new Response(null, { headers })
    }
    const stream = handle.createReadStream({ start: range.from, end: range.to })
    return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array<ArrayBuffer>>, {
      status: isPart ? 206 : 200,
      headers,
    })
  })

  return app
}

function answer(context: Context, result: UploadState | FileRefusal): Response {
  if ("refused" in result) {
    const { refused, ...facts } = result
    return context.json({ reason: refused, detail: "", ...facts }, STATUS[refused])
  }
  if (result.state === "waits") return context.json(result)
  const { hash, size, type } = result.file
  return context.json({ state: "whole", hash, size, type })
}

function refuse(context: Context, status: 400 | 401 | 403 | 404, reason: string, detail: string): Response {
  return context.json({ reason, detail }, status)
}

function readWanted(body: unknown): { hash: string; size: number } | null {
  if (typeof body !== "object" || body === null) return null
  const { hash, size } = body as Record<string, unknown>
  if (typeof hash !== "string" || !/^[0-9a-f]{64}$/.test(hash)) return null
  if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0) return null
  return { hash, size }
}

function readShared(body: unknown): { hash: string; from: string } | null {
  if (typeof body !== "object" || body === null) return null
  const { hash, from } = body as Record<string, unknown>
  if (typeof hash !== "string" || !/^[0-9a-f]{64}$/.test(hash)) return null
  return typeof from === "string" && isKeySegment(from) ? { hash, from } : null
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** One range of bytes as RFC 9110, section 14 has it; more than one is answered with the whole. */
function rangeOf(header: string | undefined, size: number): { from: number; to: number } | "outside" {
  const whole = { from: 0, to: size - 1 }
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? "")
  if (found === null || size === 0) return whole
  const [, first = "", last = ""] = found
  if (first === "" && last === "") return whole
  if (first === "") return last === "0" ? "outside" : { from: Math.max(0, size - Number(last)), to: size - 1 }
  const from = Number(first)
  const to = last === "" ? size - 1 : Math.min(Number(last), size - 1)
  return from >= size || to < from ? "outside" : { from, to }
}

/** `Content-Disposition` with a name that cannot leave its place (RFC 6266, RFC 8187). */
function disposition(name: string, isShownInPlace: boolean): string {
  const safe = name.replace(/[\p{Cc}/\\]/gu, "_").slice(0, 200)
  const ascii = safe.replace(/[^\w .()+-]/g, "_")
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${isShownInPlace ? "inline" : "attachment"}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

import { serveStatic } from "@hono/node-server/serve-static"
import { Hono, type MiddlewareHandler } from "hono"
import { existsSync } from "node:fs"
import { extname } from "node:path"

/** Files whose names carry a hash of their content never change. */
const HASHED = "/assets/"

const NOT_BUILT = "The client has not been built. Build it, and start the relay again.\n"

/**
 * Serves the built client from its folder. A path without an extension is one
 * of the client's own addresses and gets the page; a missing file is missing.
 * Where the build has put a compressed one beside a file, that is given out.
 */
export function builtClient(folder: string): Hono {
  const app = new Hono()
  if (!existsSync(folder)) return app.get("*", context => context.text(NOT_BUILT, 503))
  app.use("*", async (context, next) => {
    await next()
    const isHashed = context.req.path.startsWith(HASHED) && context.res.ok
    context.header("cache-control", isHashed ? "public, max-age=31536000, immutable" : "no-cache")
  })
  app.get("*", serveStatic({ root: folder, precompressed: true }))
  app.get("*", pagesOnly, serveStatic({ root: folder, path: "index.html", precompressed: true }))
  return app
}

const pagesOnly: MiddlewareHandler = async (context, next) =>
  extname(context.req.path) === "" ? next() : context.notFound()

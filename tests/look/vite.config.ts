import { fileURLToPath } from "node:url"
import client from "../../packages/client/vite.config.ts"

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** What the plugin needs of the bundler's context. */
interface Resolver {
  resolve(id: string, importer: string, options: { readonly skipSelf: boolean }): Promise<unknown>
}

/** The gallery stands outside the client, yet must draw with the client's own copy of Solid. */
const solidOfClient = {
  name: "solid-of-client",
  enforce: "pre" as const,
  resolveId(this: Resolver, id: string) {
    if (!/^solid-js(\/|$)/.test(id)) return undefined
    return this.resolve(id, pathOf("../../packages/client/index.html"), { skipSelf: true })
  },
}

/** The gallery of parts: for looking only, never part of what is shipped. */
export default {
  ...client,
  root: pathOf("."),
  publicDir: pathOf("../../packages/client/public"),
  plugins: [solidOfClient, ...(client.plugins ?? [])],
  resolve: { dedupe: [] },
  server: { fs: { allow: ["../.."] } },
  build: { ...client.build, outDir: "../../node_modules/.cache/weft-look", emptyOutDir: true },
}

import { join } from "node:path"
import { defineConfig, type Plugin } from "vite"
import solid from "vite-plugin-solid"
import { compressedFiles } from "./compressed-files.ts"
import { iconUsers } from "./icon-users.ts"
import { offlineShell } from "./offline-shell.ts"

const LAYER_ORDER = "@layer reset,tokens,base,parts,views;"

/**
 * States the order of the cascade layers at the head of every style file that is built. A chunk's styles may load
 * before `main.css`, which states it in the sources, and the first file to name a layer decides its place.
 */
const layerOrderEverywhere: Plugin = {
  name: "layer-order-everywhere",
  apply: "build",
  enforce: "post",
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle))
      if (file.type === "asset" && file.fileName.endsWith(".css")) file.source = LAYER_ORDER + String(file.source)
  },
}

/** Has the font fetched with the page: it is named in the styles, which come later, and words would jump when it is there. */
const earlyFont: Plugin = {
  name: "early-font",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler(_html, { bundle = {} }) {
      const font = Object.keys(bundle).find(name => /\/inter-latin-opsz-normal-[^/]*\.woff2$/.test(name))
      if (font === undefined) throw new Error("The build has no font by the name that is fetched early.")
      const attrs = { rel: "preload", as: "font", type: "font/woff2", href: `/${font}`, crossorigin: true }
      return [{ tag: "link", attrs, injectTo: "head" }]
    },
  },
}

/** What jsPDF would fetch for pages of HTML, which are none of ours; it is not installed either. */
const NOT_BROUGHT = new Set(["canvg", "dompurify", "html2canvas"])

const withoutPagesOfHtml: Plugin = {
  name: "without-pages-of-html",
  resolveId: id => (NOT_BROUGHT.has(id) ? "\0not-brought" : null),
  load: id => (id === "\0not-brought" ? "export default undefined" : null),
}

/** What is asked of a module of the build, see Rolldown's `CodeSplittingGroup`. */
interface ModuleGraph {
  readonly getModuleInfo: (id: string) => { readonly importers: readonly string[] } | null
}

/** Whether a module is fetched as soon as another one runs: that one imports it, or what it imports does. */
function isReachedFrom(entry: string, id: string, graph: ModuleGraph, seen = new Set<string>()): boolean {
  if (id.endsWith(entry)) return true
  seen.add(id)
  const importers = graph.getModuleInfo(id)?.importers ?? []
  return importers.some(importer => !seen.has(importer) && isReachedFrom(entry, importer, graph, seen))
}

/** Puts what a module reaches in a file, but not that module: one that waits for another file must not lie in one that it needs. */
const reachedFrom =
  (entry: string, chunk: string) =>
  (id: string, graph: ModuleGraph): string | null =>
    !id.endsWith(entry) && isUsedFrom(entry, id, graph) ? chunk : null

const ICONS = iconUsers(join(import.meta.dirname, "src"))

/** As `isReachedFrom`; of an icon whoever shows it counts, and not the list in which it is named. */
function isUsedFrom(entry: string, id: string, graph: ModuleGraph): boolean {
  const icon = [...ICONS.keys()].find(file => id.includes(file))
  if (icon === undefined) return isReachedFrom(entry, id, graph)
  return ICONS.get(icon)!.some(user => isReachedFrom(entry, join(import.meta.dirname, "src", user), graph))
}

/**
 * What the first view needs lies in two files: what runs while the rest is on its way, and the rest. What it shares with
 * other screens would lie in dozens of small files otherwise, which compress worse.
 */
const FIRST_FILES = [
  // What only other screens show, once for all of them.
  {
    name: (id: string, graph: ModuleGraph) =>
      id.includes("lucide-static") && !isUsedFrom("/client/src/app/start.tsx", id, graph) ? "icons" : null,
    priority: 3,
  },
  { name: reachedFrom("/client/src/main.tsx", "approach"), priority: 2 },
  { name: reachedFrom("/client/src/app/start.tsx", "first-view"), priority: 1 },
]

/**
 * The page is served under a content security policy without inline scripts, styles or data URLs, so nothing is
 * inlined. One copy of Yjs and of Solid, since two copies do not know each other's objects.
 */
export default defineConfig({
  plugins: [solid(), layerOrderEverywhere, earlyFont, withoutPagesOfHtml, offlineShell(), compressedFiles()],
  resolve: { dedupe: ["yjs", "solid-js"] },
  worker: { format: "es" },
  build: {
    target: "es2024",
    cssTarget: ["chrome125", "firefox128", "safari18"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: FIRST_FILES } } },
  },
})

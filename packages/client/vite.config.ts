import { defineConfig, type Plugin } from "vite"
import solid from "vite-plugin-solid"

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

/**
 * The page is served under a content security policy without inline scripts, styles or data URLs, so nothing is
 * inlined. One copy of Yjs and of Solid, since two copies do not know each other's objects.
 */
export default defineConfig({
  plugins: [solid(), layerOrderEverywhere],
  resolve: { dedupe: ["yjs", "solid-js"] },
  worker: { format: "es" },
  build: {
    target: "es2024",
    cssTarget: ["chrome125", "firefox128", "safari18"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})

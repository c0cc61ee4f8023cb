import { globSync, readFileSync, writeFileSync } from "node:fs"
import { resolve } from "node:path"
import type { Plugin } from "vite"
import { brotliCompressSync, constants, gzipSync } from "node:zlib"

/** What gets smaller. Fonts and images are compressed already. */
const FILES = "**/*.{js,css,html,svg,webmanifest}"

/** What is smaller than this, in bytes, fits into one packet as it is. */
const SMALL = 1024

/** Nearly as small as the best, in a tenth of its time. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }

/**
 * Puts a compressed one beside each file of the build, so that a relay without a proxy before it has no work with it.
 * Browsers take brotli over TLS and gzip without.
 */
export function compressedFiles(): Plugin {
  let folder = ""
  return {
    name: "compressed-files",
    apply: "build",
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir)
    },
    // When every other plugin has written what it writes.
    closeBundle() {
      for (const file of globSync(FILES, { cwd: folder })) {
        const path = resolve(folder, file)
        const bytes = readFileSync(path)
        if (bytes.length < SMALL) continue
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
        writeFileSync(`${path}.br`, brotliCompressSync(bytes, BROTLI))
      }
    },
  }
}

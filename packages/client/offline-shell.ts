import { createHash } from "node:crypto"
import { globSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Plugin } from "vite"

const SERVICE_WORKER = "service-worker.js"

/** What the client asks for when it runs. Icons and the manifest are the installer's business. */
const FILES = ["assets/**/*", "index.html", "theme.js", "favicon.svg"]

/** Names under `assets/` carry a hash of their content. */
const HASHED = "/assets/"

/** What the service worker is told of a file, see `src/service-worker.ts`. */
function shellFile(folder: string, file: string): { readonly path: string; readonly integrity?: string } {
  const path = file === "index.html" ? "/" : `/${file.replaceAll("\\", "/")}`
  if (path.startsWith(HASHED)) return { path }
  const digest = createHash("sha256")
    .update(readFileSync(join(folder, file)))
    .digest("base64")
  return { path, integrity: `sha256-${digest}` }
}

/**
 * Builds the service worker beside the client, and writes into it which files the build is made of. Browsers compare
 * it byte by byte: any file that differs makes it another worker, and with it another build.
 */
export function offlineShell(): Plugin {
  return {
    name: "offline-shell",
    apply: "build",
    enforce: "post",
    buildStart() {
      this.emitFile({ type: "chunk", id: "src/service-worker.ts", fileName: SERVICE_WORKER })
    },
    // The folder itself is read, since it holds the public files and the workers as well.
    writeBundle({ dir = "" }) {
      const files = globSync(FILES, { cwd: dir, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => join(entry.parentPath, entry.name).slice(join(dir, "/").length))
        .sort()
        .map(file => shellFile(dir, file))
      const list = JSON.stringify(files)
      const build = createHash("sha256").update(list).digest("hex").slice(0, 16)
      const target = join(dir, SERVICE_WORKER)
      writeFileSync(target, `const SHELL_FILES=${list},SHELL_BUILD="${build}";\n${readFileSync(target, "utf8")}`)
    },
  }
}

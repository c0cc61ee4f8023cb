import { execFileSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const SOURCE = fileURLToPath(new URL("./faulty-disk.c", import.meta.url))

/** No bound on what the disk takes. */
export const NO_LIMIT = -1

/** What was done to a file of the log, in the order of the disk. */
export type DiskOperation =
  | { readonly kind: "write"; readonly file: string; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly kind: "truncate"; readonly file: string; readonly length: number }
  | { readonly kind: "sync"; readonly file: string }

/** Builds what stands between a process and the disk into a folder, or returns null where there is no compiler. */
export function buildFaultyDisk(folder: string): string | null {
  const library = join(folder, "faulty-disk.so")
  try {
    execFileSync("cc", ["-shared", "-fPIC", "-O1", "-o", library, SOURCE, "-ldl", "-lpthread"], { stdio: "pipe" })
    return library
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null
    throw error
  }
}

/** Reads what a process under the faulty disk noted. */
export function readTrace(file: string): DiskOperation[] {
  const bytes = readFileSync(file)
  const operations: DiskOperation[] = []
  for (let at = 0; at < bytes.length;) {
    const kind = String.fromCharCode(bytes[at]!)
    const nameLength = bytes[at + 1]!
    const offset = Number(bytes.readBigInt64LE(at + 2))
    const length = Number(bytes.readBigInt64LE(at + 10))
    const name = bytes.toString("utf8", at + 18, at + 18 + nameLength)
    at += 18 + nameLength
    if (kind === "w") {
      operations.push({ kind: "write", file: name, offset, bytes: bytes.subarray(at, at + length) })
      at += length
    } else
      operations.push(kind === "t" ? { kind: "truncate", file: name, length: offset } : { kind: "sync", file: name })
  }
  return operations
}

/** Says how many bytes the disk of a running process still takes, and how many syncs fail from now on. */
export function setDisk(controlFile: string, bytesLeft: number, failingSyncs: number): void {
  const bytes = Buffer.alloc(16)
  bytes.writeBigInt64LE(BigInt(bytesLeft), 0)
  bytes.writeBigInt64LE(BigInt(failingSyncs), 8)
  writeFileSync(controlFile, bytes, { flag: "r+" })
}

/** A file as a disk has it: what was synced, and what came since and may be there or not. */
export class DiskFile {
  #synced: Uint8Array = new Uint8Array()
  #since: Exclude<DiskOperation, { kind: "sync" }>[] = []

  do(operation: DiskOperation): void {
    if (operation.kind !== "sync") this.#since.push(operation)
    else {
      this.#synced = this.image(this.unsynced)
      this.#since = []
    }
  }

  /** How many operations came since the last sync. */
  get unsynced(): number {
    return this.#since.length
  }

  /** The file with the first so many of those, and half of the next if `isTorn`. */
  image(count: number, isTorn = false): Uint8Array {
    return this.imageWith(index => (index < count ? 1 : index === count && isTorn ? 0.5 : 0))
  }

  /** The file with such a part of each of those. */
  imageWith(partOf: (index: number) => number): Uint8Array {
    let bytes = this.#synced
    for (const [index, operation] of this.#since.entries()) {
      const part = partOf(index)
      if (part > 0) bytes = applied(bytes, operation, part)
    }
    return bytes
  }
}

function applied(bytes: Uint8Array, operation: Exclude<DiskOperation, { kind: "sync" }>, part: number): Uint8Array {
  if (operation.kind === "truncate") {
    const cut = new Uint8Array(operation.length)
    cut.set(bytes.subarray(0, operation.length))
    return cut
  }
  const written = operation.bytes.subarray(0, Math.floor(operation.bytes.length * part))
  const grown = new Uint8Array(Math.max(bytes.length, operation.offset + written.length))
  grown.set(bytes)
  grown.set(written, operation.offset)
  return grown
}

import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"

export const repository = fileURLToPath(new URL("..", import.meta.url))

export interface Outcome {
  readonly code: number
  /** Everything that the program wrote, both streams in the order of arrival. */
  readonly output: string
  readonly milliseconds: number
}

/**
 * Runs a JavaScript program with the Node that runs us and waits for it. Never rejects: a program that cannot be
 * started is an outcome with code 127 that says why.
 */
export function runNode(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return run(process.execPath, [program, ...args], env)
}

/** As `runNode`, for any program. */
export function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const startedAt = performance.now()
  const { promise, resolve } = Promise.withResolvers<Outcome>()
  let output = ""
  const finish = (code: number) => resolve({ code, output, milliseconds: performance.now() - startedAt })
  const child = spawn(command, args, {
    cwd: repository,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  })
  child.stdout.setEncoding("utf8").on("data", chunk => (output += String(chunk)))
  child.stderr.setEncoding("utf8").on("data", chunk => (output += String(chunk)))
  child.on("error", error => {
    output += `${command} could not be started: ${error.message}\n`
    finish(127)
  })
  child.on("close", code => finish(code ?? 1))
  return promise
}

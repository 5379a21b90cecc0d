import { spawn } from 'node:child_process'
import { inRoot, ROOT } from './project.mjs'

const running = new Set()
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    for (const child of running) child.kill(signal)
    process.exit(130)
  })
}

/**
 * Runs a program in the project's folder and resolves with how it ended; it never rejects.
 *
 * With `quiet`, its output is only collected. Past `timeoutSeconds` it is stopped and counts as failed.
 */
export function run(program, args, { env = {}, quiet = false, timeoutSeconds, cwd = ROOT } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    })
    running.add(child)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (output += data))
    const timer = timeoutSeconds && setTimeout(() => child.kill('SIGKILL'), timeoutSeconds * 1000)
    const end = (ok) => {
      clearTimeout(timer)
      running.delete(child)
      resolve({ ok, output })
    }
    child.once('error', () => end(false))
    child.once('close', (code) => end(code === 0))
  })
}

/** Runs the command line of an installed package with this very Node, whatever the PATH holds. */
export function runTool(file, args, options) {
  return run(process.execPath, [inRoot('node_modules', file), ...args], options)
}

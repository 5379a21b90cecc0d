import { spawn } from 'node:child_process'

export interface Ended { readonly exit: number | null; readonly out: string; readonly messages: string }

/** Runs a program with something to read, and waits for its end. A missing program ends with 127, as in a shell. */
export function runProgram(program: string, words: readonly string[], input = '', environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return new Promise(resolve => {
    const child = spawn(program, words, { env: { ...process.env, ...environment } })
    let out = ''
    let messages = ''
    child.stdout.on('data', data => { out += String(data) })
    child.stderr.on('data', data => { messages += String(data) })
    child.once('error', error => resolve({ exit: 127, out, messages: error.message }))
    child.once('close', exit => resolve({ exit, out, messages }))
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}

/** A batch for ip(8): goes on after a line that fails, and returns what was said about each. */
export async function ipBatch(lines: readonly string[], namespace?: string, { ipv6 = false } = {}): Promise<readonly string[]> {
  if (lines.length === 0) return []
  const { exit, messages } = await runProgram('ip', [...(ipv6 ? ['-6'] : []), ...(namespace === undefined ? [] : ['-n', namespace]), '-force', '-batch', '-'], `${lines.join('\n')}\n`)
  return exit === 0 ? [] : complaints(messages, lines)
}

/** "RTNETLINK answers: …" followed by "Command failed -:7", joined with line 7 itself. */
function complaints(messages: string, lines: readonly string[]): readonly string[] {
  const found: string[] = []
  let said = ''
  for (const line of messages.split('\n')) {
    const at = /^Command failed -:(\d+)/.exec(line)
    if (at) { found.push(`${lines[Number(at[1]) - 1] ?? ''}: ${said.trim()}`); said = '' } else said = `${said} ${line}`
  }
  return found.length > 0 || messages.trim() === '' ? found : [messages.trim()]
}

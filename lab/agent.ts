import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import PROBER from '@/lib/lab/prober.py' with { type: 'text' }

/** The prober process: asked one thing at a time, by one line of JSON each way. */
export interface Agent { readonly ask: (command: Readonly<Record<string, unknown>>) => Promise<Readonly<Record<string, unknown>>>; readonly end: () => void }

/** Debian's own Python: a shim in front of it would cost 190 ms each time. */
const PYTHON = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3'

export function startAgent(): Agent {
  const child: ChildProcessWithoutNullStreams = spawn(PYTHON, ['-c', PROBER], { stdio: ['pipe', 'pipe', 'pipe'] })
  const waiting: { readonly resolve: (reply: Readonly<Record<string, unknown>>) => void; readonly reject: (error: Error) => void }[] = []
  let said = ''
  child.stderr.on('data', data => { said = `${said}${String(data)}`.slice(-4000) })
  createInterface({ input: child.stdout }).on('line', line => {
    const next = waiting.shift()
    const reply = JSON.parse(line) as Readonly<Record<string, unknown>>
    if (typeof reply['error'] === 'string') next?.reject(new Error(`the prober: ${reply['error']} ${said}`))
    else next?.resolve(reply)
  })
  const gone = () => { for (const one of waiting.splice(0)) one.reject(new Error(`the prober ended: ${said}`)) }
  child.once('error', error => { said += error.message; gone() })
  child.once('close', gone)
  return {
    ask: command => new Promise((resolve, reject) => { waiting.push({ resolve, reject }); child.stdin.write(`${JSON.stringify(command)}\n`) }),
    end: () => child.stdin.end(),
  }
}

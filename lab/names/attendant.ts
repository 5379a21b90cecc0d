import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import ATTEND from './attend.py' with { type: 'text' }

/** A TCP port of a namespace's own loopback or of all its addresses, passed on to a port of this machine. */
export interface Relay { readonly namespace: string; readonly address: string; readonly port: number; readonly to: number }
/** A port on which an application of a device accepts whoever comes. */
export interface Accepting { readonly namespace: string; readonly device: string; readonly port: number }

export interface Attendant { readonly accepted: () => readonly { readonly device: string; readonly source: string }[]; readonly close: () => void }

/** Opens the sockets of a names lab in their namespaces, and keeps them. */
export async function startAttendant(relays: readonly Relay[], listeners: readonly Accepting[]): Promise<Attendant> {
  const child = spawn('/usr/bin/python3', ['-c', ATTEND], { stdio: ['pipe', 'pipe', 'pipe'] })
  const accepted: { device: string; source: string }[] = []
  let said = ''
  child.stderr.on('data', data => { said += String(data) })
  const path = (namespace: string) => `/run/netns/${namespace}`
  const placed = <Socket extends { readonly namespace: string }>(sockets: readonly Socket[]) => sockets.map(one => ({ ...one, namespace: path(one.namespace) }))
  child.stdin.write(`${JSON.stringify({ relays: placed(relays), listeners: placed(listeners) })}\n`)
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => reject(new Error(`the listeners do not stand: ${said}`)))
    createInterface({ input: child.stdout }).on('line', line => {
      const told = JSON.parse(line) as { readonly ready: true } | { readonly device: string; readonly source: string }
      if ('ready' in told) resolve()
      else accepted.push(told)
    })
  })
  return { accepted: () => accepted, close: () => { child.kill('SIGKILL') } }
}

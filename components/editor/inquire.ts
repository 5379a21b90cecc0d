import { onMessage, send } from './engine-port'
import { OUR_BUG } from './our-bug'
import type { Inquiries, ToWorker } from './protocol'

interface Waiting { readonly resolve: (told: never) => void; readonly reject: (reason: Error) => void }

const waiting = new Map<number, Waiting>()
let latest = 0

/** Asks the worker one of the small questions of `Inquiries`. Rejects where the worker itself fails at it: our bug. */
export function inquire<Name extends keyof Inquiries>(name: Name, given: Inquiries[Name]['given']): Promise<Inquiries[Name]['told']> {
  const number = ++latest
  return new Promise((resolve, reject) => {
    waiting.set(number, { resolve, reject })
    send({ type: 'inquire', number, name, given } as ToWorker)
  })
}

onMessage((message) => {
  if (message.type !== 'told' && message.type !== 'untold') return
  const asker = waiting.get(message.number)
  waiting.delete(message.number)
  if (message.type === 'told') asker?.resolve(message.told as never)
  else asker?.reject(new Error(OUR_BUG))
})

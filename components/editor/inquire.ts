import { onMessage, send } from './engine-port'
import type { Inquiries, ToWorker } from './protocol'

const waiting = new Map<number, (told: never) => void>()
let latest = 0

/** Asks the worker one of the small questions of `Inquiries`. After an exception in the worker the answer never comes. */
export function inquire<Name extends keyof Inquiries>(name: Name, given: Inquiries[Name]['given']): Promise<Inquiries[Name]['told']> {
  const number = ++latest
  return new Promise((resolve) => {
    waiting.set(number, resolve)
    send({ type: 'inquire', number, name, given } as ToWorker)
  })
}

onMessage((message) => {
  if (message.type !== 'told') return
  waiting.get(message.number)?.(message.told as never)
  waiting.delete(message.number)
})

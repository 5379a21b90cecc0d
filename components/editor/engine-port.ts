import type { FromWorker, ToWorker } from './protocol'

let worker: Worker | null = null
const listeners = new Set<(message: FromWorker) => void>()
const mourners = new Set<() => void>()

/** The engine runs in one worker, started when it is first needed and kept for the life of the page. */
function engine(): Worker {
  if (worker !== null) return worker
  worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', (event: MessageEvent<FromWorker>) => {
    for (const listener of listeners) listener(event.data)
  })
  worker.addEventListener('error', () => {
    for (const mourner of mourners) mourner()
  })
  return worker
}

export const send = (message: ToWorker) => engine().postMessage(message)
export const onMessage = (listener: (message: FromWorker) => void) => void listeners.add(listener)
/** Called after an exception in the worker: nothing that waits will be answered any more. */
export const onFailure = (mourner: () => void) => void mourners.add(mourner)

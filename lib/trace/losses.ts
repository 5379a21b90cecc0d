import { clientMaySee } from './notice'
import { isFailure, type Outcome } from './outcomes'
import type { Talk } from './sending'
import type { Walk } from './walk'

/** A packet on its way there that was not accepted, once for each thing that the client may see of it. A lost reply, by contrast, always looks like a timeout to the client. */
export function failures({ network }: Talk, walk: Walk): readonly Outcome[] {
  if (!isFailure(walk)) return [{ ...failedWith(walk, 'timeout'), state: 'undetermined' }]
  return clientMaySee(network, walk).map(sees => failedWith(walk, sees))
}

export const failedWith = (walk: Walk, sees: Outcome['sees']): Outcome => ({ state: 'failed', sees, forward: walk, back: null, accepted: null })

/** The reply that does not come home; the client waits in vain, whatever is said to the one who replies. */
export function lostReply(there: Walk, back: Walk): Outcome | null {
  if (back.ending?.disposition === 'accepted') return null
  return { state: isFailure(back) ? 'failed' : 'undetermined', sees: 'timeout', forward: there, back, accepted: there }
}

import { unreachable } from '@/lib/net/unreachable'
import type { Step } from '@/lib/network/trace'
import type { At, Line } from '@/lib/explain/telling'
import { tellCheck } from './check'
import { tellDeliver, tellProxy } from './deliver'
import { tellFilter } from './filter'
import { tellOriginate } from './originate'
import { tellRoute } from './route'
import { tellTranslate } from './translate'
import { tellDecapsulate, tellEncapsulate } from './tunnel'

/** One step as a line, or nothing where it is not worth one. */
export function tellStep(step: Step, at: At): Line | null {
  switch (step.type) {
    case 'originate': return tellOriginate(step, at)
    case 'check': return tellCheck(step, at)
    case 'filter': return tellFilter(step, at)
    case 'route': return tellRoute(step, at)
    case 'translate': return tellTranslate(step, at)
    case 'encapsulate': return tellEncapsulate(step, at)
    case 'decapsulate': return tellDecapsulate(step, at)
    case 'proxy': return tellProxy(step, at)
    case 'deliver': return tellDeliver(step, at)
    case 'receive': case 'track': case 'transmit': return null
    default: return unreachable(step)
  }
}

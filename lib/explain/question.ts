import type { Answer, Question, Target } from '@/lib/network/answer'
import { trafficOf } from './headers'
import type { BlockerStory, Words } from './story'
import { labelOfDevice, type Telling } from './telling'
import { code, say } from './words'

/** A size that nobody asked for is not worth a word. */
const USUAL_BYTES = 64

/** "cassandra-a-0 asks cassandra-0.db.svc.example, then tcp/7000", or without a name "cassandra-a-0 to 10.24.1.5, tcp/7000". */
export function tellQuestion({ from, to, protocol, port, sizeBytes }: Question, telling: Telling): Words {
  const who = labelOfDevice(telling, from)
  const traffic = sizeBytes === USUAL_BYTES ? code(trafficOf(protocol, port)) : say`${code(trafficOf(protocol, port))} of ${code(sizeBytes)} bytes`
  switch (to.type) {
    case 'name': return say`${who} asks ${code(to.name)}, then ${traffic}`
    case 'address': return say`${who} to ${code(to.address)}, ${traffic}`
    case 'element': return say`${who} to ${targetLabel(to, telling)}, ${traffic}`
  }
}

/** The one pod that is meant, or the element. */
function targetLabel({ element, addresses }: Extract<Target, { type: 'element' }>, telling: Telling): string {
  const owners = [...telling.network.devices.values()].filter(device => device.from === element && device.interfaces.some(item => item.addresses.some(own => addresses.includes(own.address))))
  const [only, ...others] = owners
  return only && others.length === 0 ? labelOfDevice(telling, only.id) : telling.catalogue.labelOf(element)
}

const SEEN = { ok: 'an answer', timeout: 'a timeout', refused: 'a refusal', unreachable: 'an unreachable error', reset: 'a reset', 'too-big': 'a too-big error' } as const

/** The verdict in one sentence: what the asker notices and what is to blame first. */
export function tellHeadline(answer: Answer, blockers: readonly BlockerStory[], telling: Telling): Words {
  const who = labelOfDevice(telling, answer.question.from)
  const { lookup, reachability } = answer
  const seen = lookup && lookup.outcome !== 'NOERROR' && reachability !== 'reachable' ? say`${lookup.outcome} for the name` : [SEEN[answer.clientSees]]
  const [first, ...rest] = blockers
  const blame = first ? say`: ${first.title}${rest.length > 0 ? say`, and ${code(rest.length)} more` : []}` : []
  if (reachability === 'reachable') return say`${who} gets an answer`
  if (reachability === 'undetermined') return say`Nobody can say whether ${who} gets an answer${blame}`
  return reachability === 'ambiguous' ? say`${who} gets an answer only sometimes${blame}` : say`${who} gets ${seen}${blame}`
}

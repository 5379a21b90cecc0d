import { lookUp } from '@/lib/dns/lookup'
import { PROTOCOLS, hasPorts } from '@/lib/net/protocol'
import type { Answer, Leg, Question, Reachability } from '@/lib/network/answer'
import type { Conversation, Converse } from '@/lib/network/conversation'
import type { Flow } from '@/lib/network/flow'
import { packetDevice } from '@/lib/network/guest'
import type { Network } from '@/lib/network/network'
import type { ResolvedAddress, Resolution } from '@/lib/network/resolution'
import { converse } from '@/lib/trace/conversation'
import { intendedDevices } from './intended'

/** What is asked and answered before anybody looks for blockers. */
export type PlainAnswer = Omit<Answer, 'blockers' | 'moreMayLieBehind' | 'repairs'>

/**
 * Asks a question: the lookup if a name was asked, then every address as a conversation of its own.
 * `assumed` stands in for the lookup's result where the question goes on as if a failed lookup were mended.
 */
export function ask(question: Question, network: Network, assumed?: readonly ResolvedAddress[]): PlainAnswer {
  const once = remembering(network)
  const lookup = question.to.type === 'name' ? lookUp({ device: question.from, name: question.to.name }, network, once) : null
  const addresses = assumed ?? addressesOf(question, lookup)
  const legs = addresses.map(address => legTo(question, network, once, address))
  return { question, lookup, legs, reachability: overall(assumed ? null : lookup, legs), clientSees: legs.find(leg => leg.reachability !== 'reachable')?.clientSees ?? (legs.length > 0 ? 'ok' : 'timeout') }
}

function addressesOf(question: Question, lookup: Resolution | null): readonly ResolvedAddress[] {
  const { to } = question
  if (to.type === 'address') return [{ address: to.address }]
  if (to.type === 'element') return to.addresses.map(address => ({ address, from: to.element }))
  return lookup?.addresses ?? []
}

/** Within one question the same flow is asked once: A and AAAA queries take the same way. */
function remembering(network: Network): Converse {
  const known = new Map<string, Conversation>()
  return (flow, intended) => {
    const key = `${flow.device} ${flow.source ?? ''} ${flow.destination} ${flow.protocol} ${flow.sourcePort ?? ''} ${flow.destinationPort ?? ''} ${flow.sizeBytes} ${flow.replyBytes ?? ''} ${flow.dontFragment} ${flow.ttl ?? ''} ${intended ? [...intended].join(',') : ''}`
    const found = known.get(key)
    if (found) return found
    const made = converse(network, flow, intended ?? null)
    known.set(key, made)
    return made
  }
}

function legTo(question: Question, network: Network, once: Converse, to: ResolvedAddress): Leg {
  const flow: Flow = {
    device: packetDevice(network, question.from), destination: to.address, protocol: question.protocol, sizeBytes: question.sizeBytes,
    dontFragment: question.protocol === PROTOCOLS.tcp || question.protocol === PROTOCOLS.udp,
    ...(question.port !== undefined && hasPorts(question.protocol) ? { destinationPort: question.port } : {}),
  }
  const conversation = once(flow, intendedDevices(network, to.from, to.address, to.device) ?? undefined)
  return {
    destination: to.address, reachability: conversation.reachability, clientSees: conversation.clientSees,
    sourceSeen: conversation.accepted[0]?.sourceSeen ?? null, forward: conversation.forward, return: conversation.return,
  }
}

/** All the ways together: a failed lookup is a failure, mixed outcomes are ambiguous. */
function overall(lookup: Resolution | null, legs: readonly Leg[]): Reachability {
  if (lookup?.outcome === 'undetermined') return 'undetermined'
  if (lookup && lookup.outcome !== 'NOERROR') return lookup.ambiguous ? 'ambiguous' : 'unreachable'
  const states = new Set<Reachability>(legs.map(leg => leg.reachability))
  if (states.size === 0) return 'undetermined'
  const [only] = states
  if (states.size === 1 && only !== undefined) return lookup?.ambiguous && only === 'reachable' ? 'ambiguous' : only
  return states.has('undetermined') ? 'undetermined' : 'ambiguous'
}

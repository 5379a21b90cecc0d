import type { ElementOf } from '@/lib/design/design'
import { parseTraffic } from '@/lib/design/fields'
import type { Context } from '@/lib/mechanisms/types'
import { parseCidr } from '@/lib/net/cidr'
import type { Addition } from '@/lib/network/addition'
import type { AddressMatch, PacketMatch, ProtocolMatch } from '@/lib/network/match'
import { addressSetOf, ruleSetOf } from '@/lib/network/names'

type Rule = NonNullable<ElementOf<'security-group'>['ingress']>[number]

/** Without a list of outbound rules everything may leave. Source: Amazon VPC user guide, "Default security groups": a new group allows all outbound traffic. */
const ALLOW_ALL: readonly Rule[] = [{ traffic: ['all'], peers: ['0.0.0.0/0', '::/0'] }]

/** The rules of a group, for the filters of every interface that names it. All of them allow. Source: Amazon VPC user guide, "Security group rules". */
export function ruleAdditions({ id, subject }: Context<'security-group', unknown>): readonly Addition[] {
  const lists = [
    { hook: 'ingress', word: 'inbound', side: 'sources', rules: subject.ingress ?? [] },
    { hook: 'egress', word: 'outbound', side: 'destinations', rules: subject.egress ?? ALLOW_ALL },
  ] as const
  return lists.flatMap(({ hook, word, side, rules }) => rules.map((rule, index): Addition => ({
    add: 'rule', set: ruleSetOf(id, hook),
    rule: {
      code: 'aws-security-group.allow', from: id, name: `${word} ${index + 1}`, order: index, action: { type: 'accept' },
      match: { [side]: peersOf(rule.peers), ...protocolsOf(rule.traffic) },
    },
  })))
}

/** A group as a peer stands for the addresses of its members, not for its rules. Source: Amazon VPC user guide, "Security group referencing". */
function peersOf(peers: readonly string[]): AddressMatch {
  const parsed = peers.map(peer => ({ peer, prefix: parseCidr(peer) }))
  const cidrs = parsed.flatMap(({ prefix }) => prefix.ok ? [prefix.value] : [])
  const sets = parsed.flatMap(({ peer, prefix }) => prefix.ok ? [] : [addressSetOf(peer, 'members')])
  return sets.length > 0 ? { cidrs, sets } : { cidrs }
}

function protocolsOf(words: readonly string[]): Pick<PacketMatch, 'protocols'> {
  const traffic = words.map(parseTraffic)
  if (traffic.some(one => one?.protocol === null)) return {}
  return { protocols: traffic.flatMap((one): ProtocolMatch[] => one === null || one.protocol === null ? [] : [{ protocol: one.protocol, ...one.ports ? { ports: [one.ports] } : {} }]) }
}

import { versionOf, type IpVersion } from '@/lib/net/ip-address'
import type { Device, Interface } from '@/lib/network/device'
import type { Network } from '@/lib/network/network'
import type { Marking } from '@/lib/network/marking'
import type { LabNames } from '@/lib/lab/names'
import type { LabRoute } from '@/lib/lab/plan'
import type { TableDraft } from './table'
import { matchWords, ruleText, type Wording } from './words'
import { RESOLUTION } from './filters'

/** Segment sizes in the handshake, at both ends of the way through. An announced size is only ever lowered. Source: nft(8), maxseg. */
export function clampChains({ interfaces }: Device, table: TableDraft, names: LabNames): void {
  const syn = 'tcp flags & (syn | rst) == syn'
  const fixed = interfaces.filter(item => item.mssClampBytes !== undefined)
  const toMtu = interfaces.filter(item => item.mssClampToMtu)
  const clamp = (side: string, item: Interface, size: string) => ruleText(`${side} "${names.interface(item.id)}"`, syn, table.counted(`${item.id}: segment size`), `tcp option maxseg size set ${size}`)
  table.chain({ name: 'clamp_in', base: { type: 'filter', hook: 'prerouting', priority: -140 }, rules: fixed.map(item => clamp('iifname', item, String(item.mssClampBytes))) })
  table.chain({
    name: 'clamp_out', base: { type: 'filter', hook: 'postrouting', priority: 150 },
    rules: [...fixed.map(item => clamp('oifname', item, String(item.mssClampBytes))), ...toMtu.flatMap(item => [clamp('oifname', item, 'rt mtu'), clamp('iifname', item, 'rt mtu')])],
  })
}

/** What a device does not say: errors of a silent one, and too-big of an interface that does not send it (recognised by its MTU, or that of its routes). */
export function silenceChains(device: Device, table: TableDraft, { names, routes }: { readonly names: LabNames; readonly routes: readonly LabRoute[] }): void {
  const written = new Set(device.tables.flatMap(one => one.routes.flatMap(route => route.mtuBytes ?? [])))
  const throughRoutes = (item: Interface) => routes.flatMap(({ nextHops, mtuBytes }) => (mtuBytes !== undefined && written.has(mtuBytes) && nextHops.some(hop => hop.interface === names.interface(item.id)) ? [mtuBytes] : []))
  const mtusOf = (sends: boolean) => device.interfaces.filter(item => item.sendsTooBig === sends).flatMap(item => [item.mtuBytes, ...throughRoutes(item)])
  const [quiet, loud] = [mtusOf(false), mtusOf(true)]
  const tooBig = [...new Set(quiet)].filter(mtu => !loud.includes(mtu))
  const drop = (what: string, means: string) => ruleText(what, table.counted(means), 'drop')
  const own = (version: IpVersion) => [device.interfaces.flatMap(item => item.addresses.map(({ address }) => address)).filter(address => versionOf(address) === version).join(', ')].filter(text => text !== '')
  table.chain({
    name: 'silence', base: { type: 'filter', hook: 'output', priority: 300 },
    rules: [
      ...(device.notices === 'silent' ? [
        // It is silent to others; its own senders learn that a neighbour is missing by an error that it sends to itself.
        ...own(4).map(addresses => ruleText(`ip daddr { ${addresses} } icmp type destination-unreachable icmp code 1`, table.counted('own ICMP errors'), 'accept')),
        ...own(6).map(addresses => ruleText(`ip6 daddr { ${addresses} } icmpv6 type destination-unreachable icmpv6 code 3`, table.counted('own ICMPv6 errors'), 'accept')),
        drop('icmp type { destination-unreachable, time-exceeded } icmp code != 4', 'silent: ICMP errors'),
        drop('icmpv6 type { destination-unreachable, time-exceeded }', 'silent: ICMPv6 errors'),
        drop('meta l4proto tcp tcp flags & rst == rst', 'silent: resets'),
      ] : []),
      ...tooBig.flatMap(mtu => [
        drop(`icmp type destination-unreachable icmp code 4 icmp mtu ${mtu}`, `silent: too big, ${mtu}`),
        drop(`icmpv6 type packet-too-big icmpv6 mtu ${mtu}`, `silent: too big, ${mtu}`),
      ]),
    ],
  })
}

const STAGES = { raw: -300, mangle: -150 } as const

/** Marks, untracking and zones: every match acts, in order; on packets, not on the resolution of neighbours. */
export function markingChains(device: Device, table: TableDraft, wording: Wording, zoneOf: (marking: Marking) => number): void {
  for (const hook of ['prerouting', 'output', 'forward'] as const) {
    for (const stage of ['raw', 'mangle'] as const) {
      const rules = (device.markings ?? []).filter(marking => marking.hook === hook && marking.stage === stage)
      const words = rules.flatMap(marking => matchWords(marking.match, wording).map(({ text }) => ruleText(text, table.counted(marking.id), actionWords(marking, zoneOf))))
      table.chain({ name: `mark_${hook}_${stage}`, base: { type: hook === 'output' && stage === 'mangle' ? 'route' : 'filter', hook, priority: STAGES[stage] }, rules: words.length > 0 && hook !== 'forward' ? [RESOLUTION, ...words] : words })
    }
  }
}

function actionWords(marking: Marking, zoneOf: (marking: Marking) => number): string {
  const { action } = marking
  const keep = (mask: number) => (~mask) >>> 0
  switch (action.type) {
    case 'untrack': return 'notrack'
    case 'track-in': return `ct zone set ${zoneOf(marking)}`
    case 'mark': return `meta mark set meta mark and ${keep(action.bits.mask)} or ${action.bits.value}`
    case 'mark-connection': return `ct mark set ct mark and ${keep(action.bits.mask)} or ${action.bits.value}`
    case 'save': return 'ct mark set meta mark'
    case 'restore': return 'meta mark set ct mark'
  }
}

/** What is down carries nothing either way, and nobody is told. */
export function downTable(interfaces: readonly string[], table: TableDraft): void {
  for (const name of interfaces) {
    for (const hook of ['ingress', 'egress']) table.chain({ name: `down_${name}_${hook}`, base: { type: 'filter', hook, priority: 0, device: name }, rules: [ruleText(table.counted(`${name} is down`), 'drop')] })
  }
}

export const isDown = (device: Device, item: Interface, network: Network): boolean => device.up === false || item.up === false || network.links.get(item.link)?.up !== true

import { prefixOf } from '@/lib/net/cidr'
import { elementId } from '@/lib/net/element-id'
import { ipFromBits, type IpAddress } from '@/lib/net/ip-address'
import type { Addition } from '@/lib/network/addition'
import { addTo, emptyDraft, seal } from '@/lib/network/build'
import { deviceOf, interfaceOf, linkBetween, speakerOf, tableOf } from '@/lib/network/names'
import type { Network } from '@/lib/network/network'
import { plainDevice, plainInterface, plainLink } from '@/lib/network/plain'
import type { SessionEnd } from '@/lib/network/speaker'

/** A ring of transit speakers, each an AS of its own, with an external session to both neighbours and prefixes of its own: for the bench and for tests. */
export function bgpRing(speakers: number, prefixesEach: number): Network {
  const draft = emptyDraft()
  addTo(draft, Array.from({ length: speakers }, (_, at) => speakerAt(at, prefixesEach)).flat())
  addTo(draft, Array.from({ length: speakers }, (_, at) => sessionAfter(at, (at + 1) % speakers)).flat())
  return seal(draft)
}

const nameOf = (at: number): string => `r${at}`
const wireAddress = (at: number, side: 0 | 1): IpAddress => ipFromBits(4, BigInt(0x64400000 + at * 4 + 1 + side))

function speakerAt(at: number, prefixesEach: number): readonly Addition[] {
  const device = deviceOf(nameOf(at))
  const from = elementId(nameOf(at))
  const originates = Array.from({ length: prefixesEach }, (_, index) => ({ prefix: prefixOf(ipFromBits(4, BigInt(0x0a000000 + (at * prefixesEach + index) * 256)), 24), from }))
  return [
    { add: 'device', device: { ...plainDevice(device, from, 'router'), forwards: true, notices: 'icmp' } },
    { add: 'speaker', speaker: { id: speakerOf(nameOf(at)), from, device, table: tableOf(device, 'main'), asn: 4_200_000_000 + at, originates, installs: { origin: 'bgp', preference: 20, code: 'sample.learned' }, multipath: 'all', transit: true } },
  ]
}

function sessionAfter(at: number, next: number): readonly Addition[] {
  const [a, b] = [deviceOf(nameOf(at)), deviceOf(nameOf(next))]
  const link = linkBetween(a, b)
  const from = elementId(`${nameOf(at)}-${nameOf(next)}`)
  const ends = ([a, b] as const).map((device, side): { readonly add: Addition; readonly end: SessionEnd } => {
    const address = wireAddress(at, side === 0 ? 0 : 1)
    const id = interfaceOf(device, side === 0 ? 'next' : 'previous')
    return {
      add: { add: 'interface', device, interface: { ...plainInterface(id, link, from, 1500), addresses: [{ address, length: 30 }] } },
      end: { speaker: speakerOf(nameOf(side === 0 ? at : next)), address, interfaceId: id },
    }
  })
  const [first, second] = ends.map(({ end }) => end) as [SessionEnd, SessionEnd]
  return [{ add: 'link', link: plainLink(link, from, 'point-to-point') }, ...ends.map(({ add }) => add), { add: 'session', session: { id: from, ends: [first, second] } }]
}

import type { IpAddress } from '@/lib/net/ip-address'
import { PROTOCOLS } from '@/lib/net/protocol'
import type { Random } from '@/lib/generate/random'
import { chance, pick } from './choose'
import { ownAddress, portOf, SIZES, type Probe } from './probes'
import { hostsBeside, hostsOf, type Asked, type Machine, type Sketch } from './sketch'

/*
 * Questions that only networks with one or another feature can be asked. Each function draws so many; a draw that comes to nothing is left out.
 */

const LARGE_BYTES = 1500

const draw = (count: number, one: () => Probe | undefined): readonly Probe[] => Array.from({ length: count }, one).filter(probe => probe !== undefined)

const connection = (from: Machine, destination: IpAddress, destinationPort: number, sizeBytes: number): Probe =>
  ({ from: from.id, destination, protocol: PROTOCOLS.tcp, destinationPort, sizeBytes, dontFragment: true })

/** Sites may overlap: the address of another machine may be its own as well. */
const has = ({ ports }: Machine, address: IpAddress): boolean => ports.some(({ addresses }) => Object.values(addresses).includes(address))

const openPorts = ({ listens }: Machine): readonly number[] => listens.filter(port => typeof port === 'number')

/** TCP connections of those whose connections are cut once they stand, to ports that are open. */
export function drawCutConnections(sketch: Sketch, random: Random, count: number): readonly Probe[] {
  if (sketch.cutOff.length === 0) return []
  return draw(count, () => {
    const [from, version] = [pick(random, sketch.cutOff), pick(random, sketch.versions)]
    const target = ownAddress(pick(random, hostsOf(sketch).filter(host => host !== from)), version, random)
    const ports = target ? openPorts(target.machine) : []
    return target && ports.length > 0 ? connection(from, target.address, pick(random, ports), pick(random, SIZES)) : undefined
  })
}

/** TCP connections to some servers, mostly of those nearest. */
export function drawConnections(sketch: Sketch, random: Random, { to, count }: { readonly to: readonly Asked[]; readonly count: number }): readonly Probe[] {
  if (to.length === 0) return []
  return draw(count, () => {
    const [{ server, near }, version] = [pick(random, to), pick(random, sketch.versions)]
    const from = pick(random, chance(random, 75) ? near : hostsOf(sketch).filter(host => host !== server))
    const target = ownAddress(server, version, random)
    return target && connection(from, target.address, pick(random, openPorts(server)), pick(random, SIZES))
  })
}

/** Datagrams that may be cut up on their way, where a router looks at the ports of every piece. */
export function drawPieces(sketch: Sketch, random: Random, count: number): readonly Probe[] {
  if (sketch.portsListed.length === 0 || !sketch.versions.includes(4)) return []
  return draw(count, () => {
    const from = pick(random, hostsOf(sketch))
    const target = ownAddress(pick(random, hostsOf(sketch).filter(host => host !== from)), 4, random)
    return target && { from: from.id, destination: target.address, protocol: PROTOCOLS.udp, destinationPort: portOf(target.machine.listens, 'udp', random), sizeBytes: LARGE_BYTES, dontFragment: false }
  })
}

/** Large connections from one end of a tunnel to the other, of hosts and of the ends themselves: who is told what fits goes on. */
export function drawLargeThroughTunnels(sketch: Sketch, random: Random, count: number): readonly Probe[] {
  if (sketch.tunnels.length === 0) return []
  return draw(count, () => {
    const [near, far] = random.shuffle(pick(random, sketch.tunnels).ends) as [Machine, Machine]
    const [froms, targets] = [[...hostsBeside(sketch, near.ports), near], hostsBeside(sketch, far.ports)]
    const target = targets.length > 0 ? ownAddress(pick(random, targets), sketch.versions.at(-1) ?? 4, random) : undefined
    if (!target) return undefined
    const from = pick(random, froms)
    const port = portOf(target.machine.listens, 'tcp', random)
    return has(from, target.address) ? undefined : connection(from, target.address, port, LARGE_BYTES)
  })
}

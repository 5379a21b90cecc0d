import { formatCidr } from '@/lib/net/cidr'
import { neighboursOf, routeTowards } from './routing'
import { emptyConfig, hostsOf, routersOf, type Machine, type Sketch } from './sketch'
import { everything } from './tables'
import { joinRouters } from './topology'

/** Hosts whose gateway it is. */
export const hostsBehind = (sketch: Sketch, router: Machine): readonly Machine[] => {
  const own = new Set<string>(router.ports.flatMap(({ addresses }) => Object.values(addresses)))
  return hostsOf(sketch).filter(({ config }) => config.gateways.some(gateway => own.has(gateway)))
}

/** A router beside another one, to which it sends everything; everybody knows the way to the wire between the two. */
export function addSideRouter(sketch: Sketch, next: Machine): Machine {
  const router: Machine = { id: `r${routersOf(sketch).length + 1}`, kind: 'router', site: next.site, ports: [], config: emptyConfig(), listens: [22, 'udp/53'] }
  sketch.machines.push(router)
  const wire = joinRouters(sketch, [next, router])
  for (const version of sketch.versions) {
    const [hop, prefix] = [neighboursOf(sketch, router, 'wires')[0]?.hop(version), wire.prefixes[version]]
    if (hop) router.config.routes.push({ to: everything(version), ...hop })
    if (prefix) routeTowards(sketch, next, { version, to: formatCidr(prefix) })
  }
  return router
}

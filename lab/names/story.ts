import { seenQueries } from './engine-side'
import type { PlacementResult } from './run-placement'

/** One row of the table: the placement, the source address that each server saw, what the lookup and the connection came to, how long it took. */
export function row({ placement, observed, differences, seconds }: PlacementResult): string {
  const { client, queries } = observed
  const seen = [...new Set(queries.filter(({ type }) => type === 'A').map(({ device, remote, transport }) => `${device} saw ${remote} (${transport})`))].join(', ') || 'no server saw it'
  const outcome = client.error ?? (client.connections.map(({ address, sees }) => `${address} ${sees}`).join(', ') || 'nothing')
  return `${differences.length === 0 ? 'agree ' : 'DIFFER'}  ${placement.name.padEnd(58)}  ${seen}; ${outcome} (${seconds.toFixed(1)} s)`
}

/** Both sides whole, where they differ. */
export function story({ placement, expected, observed, differences }: PlacementResult): string {
  const { lookup, legs } = expected
  return [
    ...differences.map(line => `    ${line}`),
    `    asked by ${placement.from}: ${placement.to} port ${placement.port}`,
    '    kernel and CoreDNS', ...observed.queries.map(({ device, remote, transport, name, type, rcode }) => `      ${device} saw ${remote} ${transport} ${name} ${type} ${rcode}`),
    `      client ${JSON.stringify(observed.client)} accepted ${JSON.stringify(observed.accepted)}`,
    '    engine', ...(lookup ? seenQueries(lookup).map(({ device, source, transport, name, type, rcode }) => `      ${device} saw ${source} ${transport} ${name} ${type} ${rcode ?? 'lost'}`) : []),
    `      client ${lookup?.error ?? lookup?.outcome ?? ''} waited ${lookup?.waitedSeconds ?? 0} s ${legs.map(({ destination, clientSees, sourceSeen }) => `${destination} ${clientSees} from ${sourceSeen ?? '-'}`).join(', ')}`,
  ].join('\n')
}

import { addWires, insideLines, ipv6RuleLines } from './ip'
import { nftText } from './nft'
import type { LabPlan, Limit, Probe } from '@/lib/lab/plan'

/** A plan for people: every namespace with what is done in it, in the words of the tools that do it. */
export function planText(plan: LabPlan): string {
  const plainName = (name: string) => name
  return [
    '# wires', ...addWires(plan, plainName), '',
    ...plan.namespaces.flatMap(namespace => [
      `# ${namespace.name}: ${namespace.purpose}${namespace.device === null ? '' : ` of ${namespace.device}`}`,
      ...settingLines(namespace.sysctls.late), ...insideLines(namespace), ...ipv6RuleLines(namespace).map(line => `-6 ${line}`),
      ...nftText(namespace).split('\n').filter(line => line !== ''), '',
    ]),
    ...(plan.tunnels.length > 0 ? ['# tunnels carried by the prober', ...plan.tunnels.map(one => `${one.namespace} ${one.interface}: protocol ${one.outerProtocol}${one.port === undefined ? '' : ` port ${one.port}`}, ${one.headerBytes} bytes, from ${one.local} to ${one.peers.map(peer => peer.remote).join(', ')}`), ''] : []),
    '# probes', ...plan.probes.map(probeLine), '',
    ...limitLines('# substituted', plan.substitutes), ...limitLines('# not run', plan.notRun),
  ].join('\n')
}

const settingLines = (settings: Readonly<Record<string, string>>) => Object.entries(settings).map(([path, value]) => `sysctl net.${path.replaceAll('/', '.')}=${value}`)

function probeLine({ id, name, namespace, flow, expected }: Probe): string {
  const to = `${flow.destination}${flow.destinationPort === undefined ? '' : ` port ${flow.destinationPort}`}`
  return `${id}  ${name}: ${namespace} to ${to}, protocol ${flow.protocol}, ${flow.sizeBytes} bytes${expected ? `; expected ${expected.clientSees.join(' or ')}` : ''}`
}

const limitLines = (title: string, limits: readonly Limit[]): readonly string[] => limits.length === 0 ? [] : [title, ...limits.map(({ device, what }) => `${device}: ${what}`), '']

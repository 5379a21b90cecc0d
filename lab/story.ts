import type { LabPlan } from '@/lib/lab/plan'
import type { Conversation } from '@/lib/network/conversation'
import type { Step, Trace } from '@/lib/network/trace'
import type { Observed } from './classify/observed'
import type { Checked } from './lab-network'

/** Packets that are shown of one probe; a loop has many. */
const MOST_EVENTS = 60

/** What the kernel did: every packet of the probe at the edge of every device, in order of time. */
function kernelStory({ events, sees, said, answered, diedAt, notes }: Observed, plan: LabPlan): readonly string[] {
  const deviceOf = new Map(plan.namespaces.map(namespace => [namespace.name, namespace.device]))
  const [first] = events
  const shown = events.slice(0, MOST_EVENTS).map(([at, namespace, , way, bytes, direction, what, source, destination, depth]) =>
    `${String(Math.round((at - (first?.[0] ?? 0)) / 10) / 100).padStart(8)} ms  ${way === 'in' ? '->' : '<-'} ${deviceOf.get(namespace) ?? namespace}  ${ARROWS[direction]} ${what} ${source} > ${destination} ${bytes} bytes${depth > 0 ? `, in ${depth} tunnel${depth > 1 ? 's' : ''}` : ''}`)
  return [...shown, ...(events.length > MOST_EVENTS ? [`… ${events.length - MOST_EVENTS} more`] : []), ...notes,
    `the client sees ${sees} (${said})${answered.length > 0 ? `; answered by ${answered.map(one => `${one.device}, which saw ${one.sourceSeen}`).join(' and ')}` : ''}${diedAt.length > 0 ? `; died at ${diedAt.join(', ')}` : ''}`]
}

const ARROWS = { f: 'there', r: 'back ', ef: 'error about there', er: 'error about back' } as const

/** What the simulator says: every trace, hop by hop. */
function simulatedStory(simulated: Conversation): readonly string[] {
  return [
    ...[...simulated.forward, ...simulated.return].flatMap(traceLines),
    `the client sees ${simulated.clientMaySee.join(' or ')} (${simulated.reachability})${simulated.accepted.map(entry => `; accepted by ${entry.device}, which saw ${entry.sourceSeen}${entry.replied ? '' : ', answer lost'}`).join('')}`,
  ]
}

const traceLines = (trace: Trace): readonly string[] => [
  `${trace.phase}:`, ...trace.hops.map(hop => `  ${hop.device}: ${hop.steps.map(stepWords).filter(words => words !== '').join(', ')}`),
  `  ${trace.disposition} at ${trace.device}${trace.undetermined ? ` (${trace.undetermined.code})` : ''}`,
]

function stepWords(step: Step): string {
  switch (step.type) {
    case 'receive': case 'originate': return `${step.header.source} > ${step.header.destination}`
    case 'check': return step.passed ? '' : `fails the ${step.check} check`
    case 'track': return step.state
    case 'filter': return step.verdict === 'accept' ? '' : `${step.verdict} by ${step.filter.id}`
    case 'route': return step.matched ? `route ${step.matched.prefix.address}/${step.matched.prefix.length}${step.ways > 1 ? ` (1 of ${step.ways})` : ''}` : 'no route'
    case 'translate': return `${step.kind} ${step.before.source} > ${step.before.destination} becomes ${step.after.source} > ${step.after.destination}`
    case 'encapsulate': return `into ${step.protocolName}, ${step.outerBytes} bytes`
    case 'decapsulate': return `out of ${step.protocolName}`
    case 'deliver': return 'delivered'
    case 'transmit': return `to ${step.to ?? 'nobody'}, ${step.sizeBytes} bytes`
    default: return step.type
  }
}

/** Both stories, one beside the other, and where they differ. */
export function sideBySide({ probe, simulated, observed, differences }: Checked, plan: LabPlan): string {
  const left = observed ? kernelStory(observed, plan) : ['not run']
  const right = simulatedStory(simulated)
  const width = Math.max(...left.map(line => line.length), 'The kernel'.length)
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, at) => `  ${(left[at] ?? '').padEnd(width)}  |  ${right[at] ?? ''}`.trimEnd())
  return [`${probe.name}: ${JSON.stringify(probe.flow)}`, ...differences.map(difference => `  ! ${difference}`), `  ${'The kernel'.padEnd(width)}  |  The simulator`, ...rows].join('\n')
}

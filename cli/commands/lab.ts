import { numberOf } from '@/cli/arguments'
import { JSON_FLAG, type Command } from '@/cli/command'
import { openDesign } from '@/cli/open-design'
import { badInput, EXIT, json, type Outcome } from '@/cli/outcome'
import { labNetwork, type LabResult } from '@/lab/lab-network'
import { withKernels } from '@/lab/kernel'
import { sideBySide } from '@/lab/story'
import { plan } from '@/lib/lab/build'
import { planText } from '@/lib/lab/emit/text'
import { USUAL } from '@/lib/lab/plan'
import { questionsAbout } from '@/lib/lab/questions'
import type { Network } from '@/lib/network/network'

const ACTIONS = ['plan', 'run', 'compare'] as const

export const lab: Command = {
  name: 'lab', help: 'plan: a design as Linux network namespaces; run: probe them on this kernel; compare: against the simulator',
  syntax: { positionals: ['plan|run|compare', 'FILE'], flags: { questions: { value: 'N', help: 'at most so many probes (200)' }, ...JSON_FLAG } },
  run: (given, files) => {
    const [action = '', path = ''] = given.positionals
    const wanted = ACTIONS.find(one => one === action)
    if (!wanted) return badInput(`lab: there is no "${action}"; there are ${ACTIONS.join(', ')}.`)
    const opened = openDesign(path, files)
    if (!opened.ok) return badInput(opened.error)
    const limit = numberOf(given, 'questions', { from: 1, to: 20_000 })
    if (!limit.ok) return badInput(limit.error)
    const { network } = opened.value
    const printed = given.flags.has('json') ? 'json' : 'text'
    if (wanted === 'plan') return planned(network, limit.value ?? 200, printed)
    return { exit: EXIT.ourBug, later: () => ran(network, limit.value ?? 200, { action: wanted, printed }) }
  },
}

function planned(network: Network, limit: number, printed: 'json' | 'text'): Outcome {
  const made = plan(network, questionsAbout(network, limit), USUAL)
  return { exit: EXIT.yes, out: printed === 'json' ? JSON.stringify(made, (_, value: unknown) => value instanceof Map ? Object.fromEntries(value) : value, 2) + '\n' : planText(made) }
}

async function ran(network: Network, limit: number, { action, printed }: { readonly action: 'run' | 'compare'; readonly printed: 'json' | 'text' }): Promise<Outcome> {
  const done = await withKernels(1, ([kernel]) => kernel ? labNetwork(network, questionsAbout(network, limit), kernel) : Promise.reject(new Error('no kernel')))
  if (!done.ok) return badInput(`lab: ${done.error}.`)
  const result = done.value
  if (result.refused.length > 0) return badInput(`lab: the kernel refused: ${result.refused[0] ?? ''}`)
  if (printed === 'json') return { exit: exitOf(result, action), out: json(result.checked.map(({ probe, observed, standing, differences }) => ({ probe: probe.name, flow: probe.flow, observed: observed && { ...observed, events: undefined }, standing, differences }))) }
  return { exit: exitOf(result, action), out: action === 'run' ? runText(result) : compareText(result) }
}

const exitOf = ({ checked }: LabResult, action: 'run' | 'compare') => action === 'compare' && checked.some(one => one.differences.length > 0) ? EXIT.no : EXIT.yes

const runText = ({ checked }: LabResult): string => checked.map(({ probe, observed }) => {
  const answered = observed?.answered.map(one => `${one.device}, which saw ${one.sourceSeen}`).join(' and ') ?? ''
  return `${observed?.sees ?? 'not run'}  ${probe.name}${answered === '' ? '' : `; answered by ${answered}`}${observed && observed.diedAt.length > 0 ? `; died at ${observed.diedAt.join(', ')}` : ''}\n`
}).join('')

function compareText({ checked, plan: made }: LabResult): string {
  const differing = checked.filter(one => one.differences.length > 0)
  const notRun = checked.filter(one => one.standing.type === 'not-run')
  const substituted = checked.filter(one => one.standing.type === 'substituted')
  const reasons = [...new Set([...notRun, ...substituted].map(({ standing }) => standing.type === 'not-run' ? `not run: ${standing.why}` : standing.type === 'substituted' ? `substituted: ${standing.what}` : ''))]
  return [
    ...differing.map(one => `${sideBySide(one, made)}\n`), ...reasons,
    `${checked.length} probes: ${checked.length - notRun.length - substituted.length} exact, ${substituted.length} substituted, ${notRun.length} not run`,
    `${checked.length - notRun.length - differing.length} passed, ${differing.length} failed`, '',
  ].join('\n')
}

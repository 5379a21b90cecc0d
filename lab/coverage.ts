import { FAILURES } from '@/lib/network/trace'
import type { Checked, LabResult } from './lab-network'
import type { LabDesign } from './designs'
import { failureClass } from './failure-class'

/** What a campaign has tried, so that agreement can be weighed. */
export interface Coverage {
  designs: number
  readonly devices: number[]
  probes: number
  failing: number
  exact: number
  readonly substituted: Map<string, number>
  readonly notRun: Map<string, number>
  /** What the client sees, by disposition, of probes that failed on the kernel as they do in the simulator. */
  readonly classes: Map<string, number>
  readonly protocols: Map<string, number>
  readonly features: ReadonlySet<string>[]
}

export const emptyCoverage = (): Coverage =>
  ({ designs: 0, devices: [], probes: 0, failing: 0, exact: 0, substituted: new Map(), notRun: new Map(), classes: new Map(), protocols: new Map(), features: [] })

export function addToCoverage(coverage: Coverage, { network, features }: LabDesign, { checked }: LabResult): void {
  coverage.designs++
  coverage.devices.push(network.devices.size)
  coverage.features.push(features)
  for (const one of checked) addProbe(coverage, one)
}

function addProbe(coverage: Coverage, { probe, observed, standing, simulated, differences }: Checked): void {
  coverage.probes++
  const { protocol, sizeBytes } = probe.flow
  count(coverage.protocols, `${{ 1: 'ICMP', 6: 'TCP', 17: 'UDP', 58: 'ICMP' }[protocol] ?? `protocol ${protocol}`}, ${sizeBytes <= 600 ? 'small' : 'large'}`)
  if (standing.type === 'not-run') return count(coverage.notRun, standing.why)
  if (standing.type === 'exact') coverage.exact++
  else count(coverage.substituted, standing.what)
  if (!observed || observed.sees === 'ok') return
  coverage.failing++
  if (differences.length > 0) return
  count(coverage.classes, failureClass(simulated, observed))
}

const count = (counts: Map<string, number>, key: string): void => { counts.set(key, (counts.get(key) ?? 0) + 1) }

/** The coverage as it is printed. `pairs` are the features of which every two should occur together. */
export function coverageText(coverage: Coverage, pairs: readonly string[]): string {
  const compared = coverage.exact + sum(coverage.substituted)
  const percent = (part: number, whole: number) => whole === 0 ? '0 %' : `${(100 * part / whole).toFixed(1)} %`
  return [
    `${coverage.designs} designs, ${coverage.probes} probes, median ${median(coverage.devices)} devices`,
    `failing on the kernel: ${coverage.failing} of ${compared} compared (${percent(coverage.failing, compared)})`,
    `exact ${percent(coverage.exact, coverage.probes)} · substituted ${percent(sum(coverage.substituted), coverage.probes)} · not run ${percent(sum(coverage.notRun), coverage.probes)}`,
    '', 'Probes by kind', ...rows(coverage.protocols), '', 'What the client sees · where it ended', ...rows(coverage.classes), ...rareRows(coverage.classes),
    ...(coverage.substituted.size > 0 ? ['', 'Substituted', ...rows(coverage.substituted)] : []), ...(coverage.notRun.size > 0 ? ['', 'Not run', ...rows(coverage.notRun)] : []),
    '', 'Designs with both', ...pairRows(coverage.features, pairs), ...otherFeatures(coverage.features, pairs),
  ].join('\n')
}

/** A class of failure counts as covered from here. Source: issue 4, "Must show" 1. */
const ENOUGH_PROBES = 200

/** Classes of failure with too few probes, and dispositions with none at all. docs/lab-notes/lab.md says of each why. */
function rareRows(classes: ReadonlyMap<string, number>): readonly string[] {
  const rare = [...classes].filter(([, probes]) => probes < ENOUGH_PROBES).sort((a, b) => b[1] - a[1])
  const never = FAILURES.filter(disposition => ![...classes.keys()].some(key => key.endsWith(`· ${disposition}`)))
  return [
    ...(rare.length > 0 ? ['', `Fewer than ${ENOUGH_PROBES} probes: ${rare.map(([key, probes]) => `${key} (${probes})`).join(', ')}`] : ['', `All of these have ${ENOUGH_PROBES} probes`]),
    ...(never.length > 0 ? [`Never seen: ${never.join(', ')}`] : []),
  ]
}

const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((total, one) => total + one, 0)

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const rows = (counts: ReadonlyMap<string, number>): readonly string[] => [...counts].sort((a, b) => b[1] - a[1]).map(([key, value]) => `  ${String(value).padStart(6)}  ${key}`)

function pairRows(designs: readonly ReadonlySet<string>[], names: readonly string[]): readonly string[] {
  const width = Math.max(...names.map(name => name.length), 0)
  const together = (a: string, b: string) => designs.filter(one => one.has(a) && one.has(b)).length
  return names.map((a, at) => `  ${a.padEnd(width)} ${names.slice(0, at + 1).map(b => String(together(a, b)).padStart(5)).join('')}`)
}

function otherFeatures(designs: readonly ReadonlySet<string>[], names: readonly string[]): readonly string[] {
  const others = [...new Set(designs.flatMap(one => [...one]))].filter(name => !names.includes(name)).sort()
  return others.length === 0 ? [] : ['', `Designs with ${others.map(name => `${name}: ${designs.filter(one => one.has(name)).length}`).join(' · ')}`]
}

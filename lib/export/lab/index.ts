import { plan } from '@/lib/lab/build'
import { labScript } from '@/lib/lab/emit/script'
import { USUAL } from '@/lib/lab/plan'
import PROBER from '@/lib/lab/prober.py' with { type: 'text' }
import { questionsAbout } from '@/lib/lab/questions'
import type { Network } from '@/lib/network/network'
import { withExpectations } from './expected'

/** So many questions a script asks where nobody says how many: a few seconds of probing. */
export const USUAL_QUESTIONS = 100

/** A lab to take along, and what a person should know of it before running it. */
export interface LabExport {
  readonly script: string
  readonly namespaces: number
  /** Questions that the script asks, and of these how many have an answer that is expected. */
  readonly probes: number
  readonly expected: number
  /** Questions that are not asked, because they pass what a Linux kernel does not do as the design does. */
  readonly leftOut: number
  readonly notRun: readonly LimitOf[]
  readonly substituted: readonly LimitOf[]
}

/** What is not done as in the design, and on which devices. */
export interface LimitOf { readonly what: string; readonly devices: readonly string[] }

/** The design as a shell script that sets it up in network namespaces, asks its questions and says what was expected. `questions`: at most so many. */
export function exportLab(network: Network, { title, questions = USUAL_QUESTIONS }: { readonly title: string; readonly questions?: number }): LabExport {
  const whole = plan(network, questionsAbout(network, questions), USUAL)
  const made = withExpectations(whole, network)
  return {
    script: labScript(made, { title, prober: PROBER }),
    namespaces: made.namespaces.length, probes: made.probes.length, expected: made.probes.filter(probe => probe.expected).length,
    leftOut: whole.probes.length - made.probes.length, notRun: byWhat(made.notRun), substituted: byWhat(made.substitutes),
  }
}

const byWhat = (limits: readonly { readonly device: string; readonly what: string }[]): readonly LimitOf[] =>
  [...new Set(limits.map(limit => limit.what))].map(what => ({ what, devices: [...new Set(limits.flatMap(limit => limit.what === what ? limit.device : []))] }))

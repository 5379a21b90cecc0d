import type { ServerAnswer } from '@/lib/dns/query'
import { compare, type Verdict } from './compare'
import { engineSide } from './engine-side'
import type { RealReply } from './message'
import { startRealSide, type RealSide } from './real-side'
import type { DnsQuestion, DnsScenario } from './scenario'

/** One question put to both sides. */
export interface CheckedQuestion { readonly question: DnsQuestion; readonly verdict: Verdict; readonly real: RealReply | null; readonly engine: readonly ServerAnswer[] }

/** What came of a scenario; or which real server refused its Corefile. */
export type ScenarioResult = { readonly refused: string } | { readonly checked: readonly CheckedQuestion[] }

/** So many questions are under way at a time: silent servers cost seconds. */
const AT_A_TIME = 12

/** Over TCP once more where the reply was cut. Source: RFC 7766 section 5. */
async function askFully(real: RealSide, question: DnsQuestion): Promise<RealReply | null> {
  const reply = await real.ask(question)
  return reply?.flags.tc ? real.ask({ ...question, transport: 'tcp' }) : reply
}

/** Asks both sides everything, and compares. */
export async function runScenario(scenario: DnsScenario, binary: string): Promise<ScenarioResult> {
  const real = await startRealSide(scenario, binary)
  if ('refused' in real) return real
  try {
    const engine = engineSide(scenario)
    const cached = scenario.servers.some(({ corefile }) => /^\s*cache\b/m.test(corefile))
    const checked: CheckedQuestion[] = []
    for (let from = 0; from < scenario.questions.length; from += AT_A_TIME) {
      const batch = scenario.questions.slice(from, from + AT_A_TIME)
      checked.push(...await Promise.all(batch.map(async question => {
        const expected = engine(question)
        const first = await askFully(real, question)
        // Silence that the engine does not expect may be a busy machine's: it must show twice.
        const reply = first ?? (expected.some(({ response }) => response === null) ? null : await askFully(real, question))
        return { question, real: reply, engine: expected, verdict: compare(reply, expected, { cached }) }
      })))
    }
    return { checked }
  } finally {
    await real.close()
  }
}

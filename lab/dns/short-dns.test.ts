import { describe, expect, it } from 'vitest'
import { buildCoreDns, hasCoreDns, hasGo } from './build-coredns'
import { runDnsCampaign } from './campaign'

const QUESTIONS = 200
const EACH = 10
/** A new machine gets some 100 MB of modules first. */
const BUILD_MS = 600_000

const mustRun = process.env['CI'] === 'true' && hasGo()
const whyNot = hasCoreDns() ? null : hasGo() ? 'no CoreDNS has been built (npm run lab:dns does that)' : 'it needs Go'

describe.skipIf(whyNot !== null && !mustRun)('a short DNS lab: simulator and CoreDNS agree', () => {
  it('has a CoreDNS to ask', async () => {
    expect(await buildCoreDns()).toContain('coredns')
  }, BUILD_MS)

  it(`on ${QUESTIONS} questions`, async () => {
    const said: string[] = []
    const ran = await runDnsCampaign({ questions: QUESTIONS, seed: 1, given: [], each: EACH, binary: await buildCoreDns(), workers: 2, tell: 2, say: line => said.push(line) })
    expect(said).toEqual([])
    expect(ran.failed).toBe(0)
    expect(ran.passed).toBeGreaterThanOrEqual(QUESTIONS)
    for (const outcome of ['NOERROR', 'NODATA', 'NXDOMAIN', 'SERVFAIL', 'REFUSED']) expect(ran.coverage.outcomes.get(outcome) ?? 0, outcome).toBeGreaterThan(QUESTIONS / 25)
  }, 180_000)
})

if (whyNot !== null && !mustRun) console.log(`The short DNS lab is skipped: ${whyNot}.`)

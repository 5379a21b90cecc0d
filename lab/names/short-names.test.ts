import { describe, expect, it } from 'vitest'
import { buildCoreDns, hasCoreDns, hasGo } from '@/lab/dns/build-coredns'
import { hasPrograms, install, isRoot } from '@/lab/tools.fixture'
import { runNamesCampaign } from './campaign'
import { PLACEMENTS } from './placements'

/** A new machine gets some 100 MB of modules first. */
const BUILD_MS = 600_000

const mustRun = isRoot && process.env['CI'] === 'true' && hasGo()
const hasTools = () => hasPrograms('ip', 'nft', 'nsenter', 'unshare')

if (mustRun && !hasTools()) install(['iproute2', 'nftables', 'util-linux'])
const whyNot = !isRoot ? 'it needs Linux and root' : !hasTools() ? 'it needs iproute2, nftables and util-linux' : hasCoreDns() ? null : hasGo() ? 'no CoreDNS has been built (npm run lab:names does that)' : 'it needs Go'

describe.skipIf(whyNot !== null && !mustRun)('the names lab: simulator, kernel and CoreDNS agree', () => {
  it('has a CoreDNS to ask', async () => {
    expect(await buildCoreDns()).toContain('coredns')
  }, BUILD_MS)

  it(`on ${PLACEMENTS.length} placements`, async () => {
    const said: string[] = []
    const ran = await runNamesCampaign({ placements: PLACEMENTS, binary: await buildCoreDns(), workers: 4, say: line => said.push(line) })
    if (!ran.ok) throw new Error(ran.error)
    expect(ran.value.failed, said.join('\n')).toBe(0)
    expect(ran.value.passed).toBeGreaterThanOrEqual(30)
    const ends = new Set(ran.value.results.map(({ observed: { client } }) => client.error ?? client.connections.map(({ sees }) => sees).join(' ')))
    for (const end of ['ok', 'EAI_AGAIN', 'EAI_NONAME']) expect(ends).toContain(end)
  }, 240_000)
})

if (whyNot !== null && !mustRun) console.log(`The names lab is skipped: ${whyNot}.`)

import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { buildCoreDns, hasCoreDns, hasGo } from '@/lab/dns/build-coredns'
import { runNamesCampaign } from './campaign'
import { PLACEMENTS } from './placements'

/** A new machine gets some 100 MB of modules first. */
const BUILD_MS = 600_000
const PACKAGES = ['iproute2', 'nftables', 'util-linux'] as const

const isRoot = process.platform === 'linux' && process.getuid?.() === 0
const mustRun = isRoot && process.env['CI'] === 'true' && hasGo()
const has = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
const hasTools = () => ['ip', 'nft', 'nsenter', 'unshare'].every(has)

function install(): void {
  if (hasTools()) return
  spawnSync('apt-get', ['update', '-q'], { stdio: 'ignore' })
  const { status, stderr } = spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...PACKAGES], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  if (status !== 0) throw new Error(`the lab's tools cannot be installed: ${String(stderr).slice(-500)}`)
}

if (mustRun) install()
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

import { loadBundle } from './bundle.mjs'
import { sentenceOf } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { inRoot } from './project.mjs'

/** The DNS lab: a real CoreDNS and the simulator are asked the same questions. Needs Go, or a CoreDNS that it has built before. */
try {
  await ensureInstalled()
  process.chdir(inRoot())
  const { dnsLabMain } = await loadBundle({ name: 'lab-dns', entry: 'lab/dns/campaign-main.ts', sources: ['lab', 'lib'] })
  process.exitCode = await dnsLabMain(process.argv.slice(2))
} catch (error) {
  console.error(sentenceOf(error))
  process.exitCode = 1
}

import { loadBundle } from './bundle.mjs'
import { sentenceOf } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { inRoot } from './project.mjs'

/** The names lab: real CoreDNS inside the namespaces of the kernel lab, name and connection together. Needs Linux, root, and Go or a CoreDNS built before. */
try {
  await ensureInstalled()
  process.chdir(inRoot())
  const { namesLabMain } = await loadBundle({ name: 'lab-names', entry: 'lab/names/campaign-main.ts', sources: ['lab', 'lib'] })
  process.exitCode = await namesLabMain(process.argv.slice(2))
} catch (error) {
  console.error(sentenceOf(error))
  process.exitCode = 1
}

import { loadBundle } from './bundle.mjs'
import { sentenceOf } from './failure.mjs'
import { ensureInstalled } from './install.mjs'
import { inRoot } from './project.mjs'

/** Runs the function `main` of a lab's entry with the words of the command line, in the root of the project. */
export async function runLab({ name, entry, main }) {
  try {
    await ensureInstalled()
    process.chdir(inRoot())
    const lab = await loadBundle({ name, entry, sources: ['lab', 'lib'] })
    process.exitCode = await lab[main](process.argv.slice(2))
  } catch (error) {
    console.error(sentenceOf(error))
    process.exitCode = 1
  }
}

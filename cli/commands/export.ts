import { numberOf } from '@/cli/arguments'
import type { Command } from '@/cli/command'
import { openDesign } from '@/cli/open-design'
import { badInput, EXIT } from '@/cli/outcome'
import { exportLab, USUAL_QUESTIONS } from '@/lib/export/lab/index'

const FORMATS = ['lab'] as const

export const exportCommand: Command = {
  name: 'export', help: 'lab: a self-contained shell script that sets a design up in network namespaces, probes it and says what was expected',
  syntax: { positionals: ['lab', 'FILE'], flags: { questions: { value: 'N', help: 'at most so many probes (100)' } } },
  run: (given, files) => {
    const [format = '', path = ''] = given.positionals
    if (!FORMATS.some(one => one === format)) return badInput(`export: there is no "${format}"; there is ${FORMATS.join(', ')}.`)
    const limit = numberOf(given, 'questions', { from: 1, to: 20_000 })
    if (!limit.ok) return badInput(limit.error)
    const opened = openDesign(path, files)
    if (!opened.ok) return badInput(opened.error)
    const { network, design } = opened.value
    return { exit: EXIT.yes, out: exportLab(network, { title: design.name, questions: limit.value ?? USUAL_QUESTIONS }).script }
  },
}

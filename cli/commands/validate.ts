import type { Command } from '@/cli/command'
import { JSON_FLAG } from '@/cli/command'
import { CATALOGUE } from '@/cli/catalogue'
import { readDesign } from '@/cli/open-design'
import { badInput, EXIT, json, type Outcome } from '@/cli/outcome'
import { compile } from '@/lib/compile/compile'
import type { Design } from '@/lib/design/design'
import { sayProblem } from '@/lib/explain/problem'
import { MECHANISMS } from '@/lib/mechanisms/index'

export const validate: Command = {
  name: 'validate', help: 'the problems of a design', syntax: { positionals: ['FILE'], flags: JSON_FLAG },
  run: ({ positionals: [path = ''], flags }, files) => {
    const design = readDesign(path, files)
    return design.ok ? judged(design.value, { asJson: flags.has('json') }) : badInput(...design.error)
  },
}

function judged(design: Design, { asJson }: { readonly asJson: boolean }): Outcome {
  const problems = compile(design, MECHANISMS).problems.map(problem => ({ ...problem, message: sayProblem(problem, CATALOGUE) }))
  const lines = problems.map(({ severity, element, field, code, message }) => `${severity}: ${element}${field === undefined ? '' : `.${field}`}: ${message} [${code}]`)
  const errors = problems.filter(problem => problem.severity === 'error').length
  const total = `${count(errors, 'error')}, ${count(problems.length - errors, 'warning')}`
  return { exit: errors > 0 ? EXIT.no : EXIT.yes, out: asJson ? json({ problems }) : `${[...lines, total].join('\n')}\n` }
}

const count = (many: number, word: string): string => `${many} ${word}${many === 1 ? '' : 's'}`

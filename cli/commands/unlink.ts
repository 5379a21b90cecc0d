import { JSON_FLAG, type Command } from '@/cli/command'
import { badInput, EXIT, json } from '@/cli/outcome'
import { writeDesign } from '@/lib/design/write'
import { decodeLink } from '@/lib/link/index'

export const unlink: Command = {
  name: 'unlink', help: 'the design that a link holds, as a file', syntax: { positionals: ['URL'], flags: JSON_FLAG },
  run: ({ positionals: [url = ''], flags }) => {
    const design = decodeLink(url.trim().slice(url.trim().indexOf('#') + 1))
    if (!design.ok) return badInput(design.error.message)
    return { exit: EXIT.yes, out: flags.has('json') ? json(design.value) : writeDesign(design.value) }
  },
}

import { flagOf } from '@/cli/arguments'
import { JSON_FLAG, type Command } from '@/cli/command'
import { readDesign } from '@/cli/open-design'
import { badInput, EXIT, json } from '@/cli/outcome'
import { encodeLink } from '@/lib/link/index'

const BASE = 'http://localhost:3000/view'

/** Where mail begins to cut links. Source: PRODUCT.md, "Links". */
const LONG = 2000

export const link: Command = {
  name: 'link', help: 'a link that holds the whole design',
  syntax: { positionals: ['FILE'], flags: { base: { value: 'URL', help: `the page that opens it (${BASE})` }, ...JSON_FLAG } },
  run: (given, files) => {
    const base = flagOf(given, 'base') ?? BASE
    if (!/^https?:\/\/[^#\s]+$/.test(base)) return badInput(`--base is the address of a page without #, such as ${BASE}, not "${base}".`)
    const path = given.positionals[0] ?? ''
    const design = readDesign(path, files)
    if (!design.ok) return badInput(...design.error)
    const made = encodeLink(design.value)
    if (!made.ok) return badInput(`${path}: ${made.error.message}`)
    const { fragment, characters } = made.value
    const url = `${base}#${fragment}`
    if (given.flags.has('json')) return { exit: EXIT.yes, out: json({ url, fragment, characters }) }
    return { exit: EXIT.yes, out: `${url}\n`, messages: [`${characters} characters behind the #.${characters > LONG ? ` Some mail and chat programs cut links of more than ${LONG}.` : ''}`] }
  },
}

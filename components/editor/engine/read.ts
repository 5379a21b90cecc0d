import { EXAMPLES } from '@/lib/examples/index'
import type { Design } from '@/lib/design/design'
import { formatDesignError } from '@/lib/design/error'
import { parseDesign } from '@/lib/design/parse'
import { parseDesignValue } from '@/lib/design/parse-value'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { err, ok, type Result } from '@/lib/net/result'
import { unreachable } from '@/lib/net/unreachable'
import type { Source } from '@/components/editor/protocol'
import { designIn } from './linking'

const FOLDER = 'lib/examples'
const textOf = (path: string): string | undefined => EXAMPLES.find(({ file }) => `${FOLDER}/${file}` === path || file === path)?.text

/** What `New design` opens: it becomes a design of its own with the first edit. */
const BLANK_ID = 'new'
const BLANK: Design = { podway: 1, name: 'Untitled design', elements: {}, links: {}, assertions: [], layout: {} }

type Read = Result<Design, readonly string[]>

/** Reads a design, wherever it comes from; what is wrong with it in sentences. */
export const readSource = (source: Source): Read | Promise<Read> => (source.type === 'link' ? designIn(source.fragment) : readDesign(source))

/** Reads a design that is here. */
export function readDesign(source: Exclude<Source, { readonly type: 'link' }>): Read {
  switch (source.type) {
    case 'example': return readExample(source.id)
    case 'text': return readText(source.text, 'this text')
    case 'stored': {
      const read = parseDesignValue(source.design, { source: 'this design', mechanisms: MECHANISMS })
      return read.ok ? read : err([formatDesignError(read.error)])
    }
    default: return unreachable(source)
  }
}

/** A file that a person opens: nothing that it extends can be reached. */
export const readFile = ({ name, text }: { readonly name: string; readonly text: string }): Read => readText(text, name)

function readExample(id: string): Read {
  if (id === BLANK_ID) return ok(BLANK)
  const example = EXAMPLES.find(one => one.id === id)
  return example === undefined ? err([`There is no design "${id}" here.`]) : readText(example.text, `${FOLDER}/${example.file}`)
}

function readText(text: string, source: string): Read {
  const parsed = parseDesign(text, { source, mechanisms: MECHANISMS, load: textOf })
  return parsed.ok ? parsed : err(parsed.error.map(formatDesignError))
}

/** What an example shows: the comment that it begins with, without the line that says how to ask it. */
export function introductionOf(text: string): string {
  const lines = text.split('\n')
  const end = lines.findIndex(line => !line.startsWith('#'))
  return lines.slice(0, end).map(line => line.slice(1).trim()).filter(line => !line.startsWith('Ask:')).join(' ')
}

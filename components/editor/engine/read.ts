import { EXAMPLES } from '@/lib/examples/index'
import type { Design } from '@/lib/design/design'
import { formatDesignError } from '@/lib/design/error'
import { parseDesign } from '@/lib/design/parse'
import { MECHANISMS } from '@/lib/mechanisms/index'
import type { Result } from '@/lib/net/result'
import type { Source } from '@/components/editor/protocol'

const FOLDER = 'lib/examples'
const textOf = (path: string): string | undefined => EXAMPLES.find(({ file }) => `${FOLDER}/${file}` === path || file === path)?.text

/** Reads a design from an example or a text; what is wrong with it in sentences. */
export function readDesign(source: Source): Result<Design, readonly string[]> {
  const example = source.type === 'example' ? EXAMPLES.find(({ id }) => id === source.id) : undefined
  if (source.type === 'example' && example === undefined) return { ok: false, error: [`There is no design "${source.id}" here.`] }
  const text = source.type === 'text' ? source.text : (example?.text ?? '')
  const parsed = parseDesign(text, { source: example === undefined ? 'this text' : `${FOLDER}/${example.file}`, mechanisms: MECHANISMS, load: textOf })
  return parsed.ok ? parsed : { ok: false, error: parsed.error.map(formatDesignError) }
}

/** What an example shows: the comment that it begins with, without the line that says how to ask it. */
export function introductionOf(text: string): string {
  const lines = text.split('\n')
  const end = lines.findIndex(line => !line.startsWith('#'))
  return lines.slice(0, end).map(line => line.slice(1).trim()).filter(line => !line.startsWith('Ask:')).join(' ')
}

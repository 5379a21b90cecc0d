import { hint } from '@/lib/design/nearest'
import type { Design, DesignLink } from '@/lib/design/design'
import { formatDesignError } from '@/lib/design/error'
import { parseDesign } from '@/lib/design/parse'
import { MECHANISMS } from '@/lib/mechanisms/index'
import { own } from '@/lib/net/own'
import { err, ok, type Result } from '@/lib/net/result'
import { prepare, type Prepared } from '@/lib/verify/prepare'
import type { Files } from './files'

/** Reads a design, and what it extends. Errors are sentences with their place, the most useful first. */
export function readDesign(path: string, files: Files): Result<Design, readonly string[]> {
  const text = files.read(path)
  if (!text.ok) return err([text.error])
  const load = (other: string) => { const read = files.read(other); return read.ok ? read.value : undefined }
  const design = parseDesign(text.value, { source: path, mechanisms: MECHANISMS, load })
  return design.ok ? design : err(design.error.map(formatDesignError))
}

/** Reads a design, lets the named things fail, and makes it ready to be asked. The error is one sentence. */
export function openDesign(path: string, files: Files, failing: readonly string[] = []): Result<Prepared, string> {
  const read = readDesign(path, files)
  if (!read.ok) return err(oneOf(read.error))
  const failed = failing.reduce<Result<Design, string>>((design, id) => design.ok ? fail(design.value, id) : design, ok(read.value))
  return failed.ok ? ok(prepare(failed.value, MECHANISMS)) : failed
}

const oneOf = (errors: readonly string[]): string => errors.length > 1 ? `${errors[0]} (And ${errors.length - 1} more.)` : errors[0] ?? 'It cannot be read.'

/** The design with one thing down. For now links with a state of their own can fail: tunnels and BGP sessions. */
export function fail(design: Design, id: string): Result<Design, string> {
  const link = own(design.links, id)
  if (link?.kind === 'tunnel' || link?.kind === 'bgp-session') {
    const down: DesignLink = { ...link, state: 'down' }
    return ok({ ...design, links: { ...design.links, [id]: down } })
  }
  const other = link ?? own(design.elements, id)
  if (other) return err(`--fail ${id}: a ${other.kind} cannot be failed yet; tunnels and BGP sessions can.`)
  return err(`--fail ${id}: there is no such element${hint(id, [...Object.keys(design.links), ...Object.keys(design.elements)])}`)
}

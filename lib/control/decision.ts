import { comparePaths, type Path } from './path'

/**
 * The equally good best paths of one prefix, the single best first.
 *
 * Shorter AS path; among paths from the same neighbouring AS the lower MED; external before internal. What is still equal there may be
 * used together (multipath); the first is the one that would be chosen alone and is what a speaker advertises: lowest peer address.
 * Sources: RFC 4271 section 9.1.2.2 (a, c, d, g); the tie-break by BGP identifier (f) has no counterpart here, nor has LOCAL_PREF.
 */
export function bestPaths(paths: readonly Path[]): readonly Path[] {
  const shortest = Math.min(...paths.map(path => path.asPath.length))
  const short = paths.filter(path => path.asPath.length === shortest)
  const metric = short.filter(path => !short.some(other => neighbourOf(other) === neighbourOf(path) && other.med < path.med))
  const external = metric.filter(path => path.learned === 'external')
  return [...(external.length > 0 ? external : metric)].sort(comparePaths)
}

const neighbourOf = (path: Path): number | undefined => path.asPath[0]

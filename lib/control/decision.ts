import { compareIp } from '@/lib/net/ip-address'
import { comparePaths, type Path } from './path'

/**
 * The equally good best paths of one prefix, the single best first.
 *
 * Highest LOCAL_PREF; shorter AS path; among paths from the same neighbouring AS the lower MED; external before internal; the nearer next
 * hop. What is still equal there may be used together (multipath); the first is the one that would be chosen alone and is what a speaker
 * advertises: lowest BGP identifier (the originator's for a reflected one), fewest clusters, lowest peer address.
 * Sources: RFC 4271 sections 9.1.1 and 9.1.2.2 (a, c to g); RFC 4456 section 9. ORIGIN (b) is the same for all that is modelled.
 */
export function bestPaths(paths: readonly Path[]): readonly Path[] {
  if (paths.length < 2) return paths
  const preferred = lowest(paths, path => -path.localPreference)
  const short = lowest(preferred, path => path.asPath.length)
  const metric = short.filter(path => !short.some(other => neighbourOf(other) === neighbourOf(path) && other.med < path.med))
  const nearest = lowest(lowest(metric, path => (path.learned === 'external' ? 0 : 1)), path => path.igpCost)
  return [...nearest].sort(compareTied)
}

const neighbourOf = (path: Path): number | undefined => path.asPath[0]

function lowest(paths: readonly Path[], rank: (path: Path) => number): readonly Path[] {
  const least = paths.reduce((found, path) => Math.min(found, rank(path)), Infinity)
  return paths.filter(path => rank(path) === least)
}

function compareTied(a: Path, b: Path): number {
  const ids = a.teller.routerId !== null && b.teller.routerId !== null && a.originator === null && b.originator === null ? compareIp(a.teller.routerId, b.teller.routerId) : compareText(a.originator ?? '', b.originator ?? '')
  return ids || a.clusters.length - b.clusters.length || comparePaths(a, b)
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

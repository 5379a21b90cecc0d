import { readFileSync, writeFileSync } from 'node:fs'

/** How dear an ICMP error of a missing route is in the kernel's budget per peer (net/ipv4/route.c, ip_error): one setting for the whole machine. */
const ERROR_COST = '/proc/sys/net/ipv4/route/error_cost'

/**
 * Makes errors of missing routes cost nothing, and returns what puts the setting back. Without this a burst of probes gets no errors after
 * the first few. Only root of the whole machine may; others get what the kernel gives.
 */
export function liftErrorBudget(): () => void {
  try {
    const before = readFileSync(ERROR_COST, 'utf8').trim()
    if (before === '0') return () => undefined
    writeFileSync(ERROR_COST, '0')
    return () => writeFileSync(ERROR_COST, before)
  } catch {
    return () => undefined
  }
}

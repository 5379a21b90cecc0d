import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { liftErrorBudget } from './error-budget'

const value = () => { try { return readFileSync('/proc/sys/net/ipv4/route/error_cost', 'utf8').trim() } catch { return null } }

it('puts the machine back as it was', () => {
  const before = value()
  const restore = liftErrorBudget()
  restore()
  expect(value()).toBe(before)
})

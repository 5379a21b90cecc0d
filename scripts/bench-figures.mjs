/** Nearest rank: the smallest sample that at least `percent` of all samples do not exceed. */
export function percentile(samples, percent) {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]
}

const readable = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3))

/** One line: the median, the 95th percentile and the range. */
export function figureLine({ name, unit, samples, skipped }) {
  const label = `  ${name.padEnd(52)}`
  if (skipped !== undefined) return `${label} skipped: ${skipped}`
  const [median, p95, least, most] = [percentile(samples, 50), percentile(samples, 95), Math.min(...samples), Math.max(...samples)].map(readable)
  return `${label} median ${median} ${unit}, p95 ${p95}, min ${least}, max ${most} (${samples.length} samples)`
}

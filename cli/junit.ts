/** One assertion and what became of it. */
export interface Case { readonly name: string; readonly holds: boolean; readonly failure: string | null }

/** A report in the form that CI systems read. Source: the JUnit XML schema of Apache Ant's junit task, as testmoapp/junitxml documents it. */
export function junitOf(suite: string, cases: readonly Case[]): string {
  const failures = cases.filter(one => one.failure !== null).length
  const tests = cases.map(({ name, failure }) => failure === null
    ? `    <testcase name="${escaped(name)}" classname="${escaped(suite)}"/>`
    : `    <testcase name="${escaped(name)}" classname="${escaped(suite)}"><failure message="${escaped(failure)}"/></testcase>`)
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n  <testsuite name="${escaped(suite)}" tests="${cases.length}" failures="${failures}">\n${tests.map(test => `${test}\n`).join('')}  </testsuite>\n</testsuites>\n`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** Characters that XML 1.0 does not allow are left out. Source: XML 1.0 section 2.2. */
const escaped = (text: string): string => text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '').replace(/[&<>"']/g, character => ENTITIES[character] ?? '')

/** Why a text is no design: one sentence, and where. Lines and columns count from 1 (columns in UTF-16 units, as editors count). */
export interface DesignError {
  readonly message: string
  /** Keys and list positions from the top: `elements.vpc-a.cidrs.0`; empty for the file as a whole. */
  readonly path: string
  readonly line?: number
  readonly column?: number
  /** The file it stands in: for a design that extends another, the one that the wrong value was written in. */
  readonly source: string
}

/** "lib/x.yaml:14:9 elements.subnet-a1.cidr: 10.10.1.1/24 has host bits set; …" */
export function formatDesignError({ message, path, line, column, source }: DesignError): string {
  const place = [source, line, column].filter(part => part !== undefined).join(':')
  return `${place}${path === '' ? '' : ` ${path}`}: ${message}`
}

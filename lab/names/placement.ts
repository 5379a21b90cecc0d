/**
 * Where a client and its name servers stand: a design, and one name that is asked there and connected to.
 * `design` is a document as a person writes it; it may extend an example of the project.
 */
export interface Placement {
  /** In the words of the table. */
  readonly name: string
  readonly design: string
  /** The device that asks. */
  readonly from: string
  readonly to: string
  readonly port: number
}

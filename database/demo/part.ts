import type { CivilDate, RefMonth } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import type { DemoGroup, DemoPlan } from './generator/blueprint.ts'
import type { Random } from './generator/random.ts'

/** What every part of the demo knows. */
export interface DemoContext {
  readonly municipalityId: bigint
  readonly timeZone: string
  readonly plan: DemoPlan
  /** First day of the month in which the demo begins: all its history is before. */
  readonly asOf: CivilDate
  /** The month of `asOf`: the first that people bill. */
  readonly firstReference: RefMonth
  /** Billing groups; their codes are `01`, `02`, …, in the order of the indexes. */
  readonly groupCount: number
  /** The group as data, without ids: its premises stand in the order of their ids in the database. */
  groupOf(index: number): DemoGroup
  /** A generator of its own for each name: the same name gives the same sequence. */
  random(name: string): Random
}

/** One plugin's share of the demo. Each chunk is one transaction and is done once, whatever stops the load. */
export interface DemoPart {
  readonly name: string
  /** In Portuguese, for the progress lines. */
  readonly title: string
  /** Transactions that the part takes: 1 when not given; `context.groupCount` for one per billing group. */
  readonly chunks?: (context: DemoContext) => number
  run(tx: Tx, context: DemoContext, chunk: number): Promise<void>
}

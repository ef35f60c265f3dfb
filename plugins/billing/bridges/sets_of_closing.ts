import type { Tx } from '#core/database/index'
import { type BridgeScope, oncePerClosing } from '#core/reports/index'
import { loadSets } from '#plugins/readings/api'

/** The billing sets of a load, which two bridges walk through. */
export const setsOfClosing = (tx: Tx, scope: BridgeScope, loadId: bigint) =>
  oncePerClosing(scope, `billing.sets_${loadId}`, () => loadSets(tx, loadId))

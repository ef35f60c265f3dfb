import type { Participant } from '#core/actions/index'
import type { InstalmentsMoved } from '#plugins/receivables/api'
import { followInstalments } from '../services/follow_instalments.ts'

/** What is agreed in instalments stands in an account of its own until an invoice asks for it (TR-3.2.10.15). */
export const instalmentsMoved: Participant<InstalmentsMoved> = {
  point: 'receivables.instalments_moved',
  run: (context, { on: postedOn, sources: plans }) =>
    followInstalments(context, { postedOn, plans }),
}

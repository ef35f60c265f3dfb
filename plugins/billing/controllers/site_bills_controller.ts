import type { HttpContext } from '@adonisjs/core/http'
import { performAction } from '#core/actions/index'
import type { ReceivedBills } from '../actions/site_bills.ts'

/** Where devices hand in the bills that they printed at the door. */
export default class SiteBillsController {
  async receive({ actor, params, request }: HttpContext) {
    const { output } = await performAction<object, ReceivedBills>('billing.receive_site_bills', {
      actor,
      input: { ...request.body(), load_id: params.id },
    })
    return { bills: output.bills }
  }
}

import type { Participant } from '#core/actions/index'
import type { CustomersMerging } from '#plugins/registry/api'
import { invoicesPrinting } from './invoices_printing.ts'

/** Certificates go to the customer that stays; their papers keep whom they were issued to. */
const customersMerging: Participant<CustomersMerging> = {
  point: 'registry.customers_merging',
  async run(_, merging) {
    await merging.move({
      ...{ table: 'certificates_certificates', column: 'customer_id' },
      title: 'Certidões de débitos',
    })
    await merging.move({
      ...{ table: 'certificates_sendings', column: 'customer_id' },
      title: 'Envios de certidões',
    })
    await merging.move({
      ...{ table: 'certificates_clearances', column: 'customer_id' },
      title: 'Declarações de quitação',
    })
    return []
  },
}

export default [customersMerging, invoicesPrinting] as readonly Participant[]

import type { PageContext, Panel } from '#core/records/index'

/** What was made for the system before, as it was made. */
export const forwardingFile: Panel = {
  ...{ name: 'payments.forwarding_file', on: 'payments.forwardings', title: 'Arquivo' },
  ...{ permission: 'payments.import', place: 5, view: 'payments::kept_file' },
  async load({ row: { id, file_name: name } }: PageContext) {
    return { path: `/payments/forwardings/${id}/file`, name }
  },
}

import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_AUDIT_UNKNOWN: {
    status: 404,
    message: 'There is no audit entry {id}',
    pt: 'O registro {id} não está na trilha deste município. Confira o número.',
  },
  E_AUDIT_EPOCH: {
    status: 500,
    message:
      'The database counts transactions from {current}, below the {sealed} already sealed: it was restored. Run audit:new-epoch',
    pt: 'O banco de dados foi restaurado de uma cópia: a trilha precisa de uma nova época. Execute `audit:new-epoch` uma vez.',
  },
  E_AUDIT_REVIEW_PERIOD: {
    status: 422,
    message: 'A review cannot cover {from} until {until}',
    pt: 'O período de {from} a {until} não serve: ele termina depois de começar, e não depois de hoje.',
  },
})
